namespace Mmei.Contracts.Api.V1;

/// <summary>Answer of <c>GET /v1/items</c>: a page of the catalog, in the order of ids.</summary>
public sealed record ItemPage
{
    public required IReadOnlyList<ItemAnswer> Items { get; init; }

    /// <summary>The cursor of the next page; absent on the last one.</summary>
    public string? Next { get; init; }
}

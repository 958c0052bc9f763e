namespace Mmei.Contracts.Api.V1;

/// <summary>Answer of <c>GET /v1/items:status</c>: how far the index is behind the catalog.</summary>
public sealed record CatalogStatus
{
    public required int Items { get; init; }

    /// <summary>Items whose latest revision can be recommended.</summary>
    public required int Indexed { get; init; }

    /// <summary>The re-index that is under way; null: none.</summary>
    public ReindexStatus? Reindex { get; init; }
}

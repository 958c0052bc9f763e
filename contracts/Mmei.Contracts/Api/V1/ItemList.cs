namespace Mmei.Contracts.Api.V1;

/// <summary>Answer of the lists that need no observation; the first item comes first.</summary>
public sealed record ItemList
{
    public required IReadOnlyList<ListedItem> Items { get; init; }

    /// <summary>True while the index of the catalog is away: the list is from before. Absent otherwise.</summary>
    public bool? Degraded { get; init; }
}

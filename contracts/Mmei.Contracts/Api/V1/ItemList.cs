namespace Mmei.Contracts.Api.V1;

/// <summary>Answer of the lists that need no observation; the first item comes first.</summary>
public sealed record ItemList
{
    public required IReadOnlyList<ListedItem> Items { get; init; }
}

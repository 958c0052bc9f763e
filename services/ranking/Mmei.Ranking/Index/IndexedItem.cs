using Mmei.Contracts.Taxonomy;

namespace Mmei.Ranking.Index;

/// <summary>One item as the index keeps it.</summary>
/// <param name="Revision">The item's revision that <paramref name="Vector"/> belongs to.</param>
/// <param name="Vector">E_c, profile and meaning, as an <see cref="IndexVector"/>.</param>
internal sealed record IndexedItem(string TenantId, string ItemId, ContentKind Kind, long Revision, float[] Vector)
{
    /// <summary>As <see cref="Tag.Name"/> gives them.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public ItemFacts Facts { get; init; } = ItemFacts.None;
}

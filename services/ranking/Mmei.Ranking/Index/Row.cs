using Mmei.Contracts.Taxonomy;

namespace Mmei.Ranking.Index;

/// <summary>What the embedded index knows of an item beside its vector.</summary>
/// <param name="Mark">Of its tags: see <see cref="TagNumbers.MarkOf"/>.</param>
/// <param name="Tags">As <see cref="TagNumbers"/> numbers them.</param>
/// <param name="Facts">Null where there are none: most catalogs have few, and they cost no more than that.</param>
internal readonly record struct Row(string ItemId, ContentKind Kind, uint Mark, long Revision, int[] Tags, ItemFacts? Facts);

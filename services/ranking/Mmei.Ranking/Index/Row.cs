using Mmei.Contracts.Taxonomy;

namespace Mmei.Ranking.Index;

/// <summary>What the embedded index knows of an item beside its vector.</summary>
/// <param name="Tags">As <see cref="TagNumbers"/> numbers them.</param>
internal readonly record struct Row(string ItemId, ContentKind Kind, long Revision, int[] Tags);

using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;

namespace Mmei.Ranking.Index;

/// <summary>One item as the index keeps it.</summary>
/// <param name="Revision">The item's revision that <paramref name="Vector"/> belongs to.</param>
/// <param name="Vector">E_c: <see cref="SharedSpace.Dimension"/> numbers, L2 norm 1.</param>
internal sealed record IndexedItem(string TenantId, string ItemId, ContentKind Kind, long Revision, float[] Vector);

namespace Mmei.Ranking.Index;

/// <summary>A found item.</summary>
/// <param name="Revision">The revision whose vector was found.</param>
/// <param name="Score">The dot product with the query.</param>
internal readonly record struct VectorHit(string ItemId, long Revision, float Score);

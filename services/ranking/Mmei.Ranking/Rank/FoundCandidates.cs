using Mmei.Contracts.Taxonomy;
using Mmei.Ranking.Catalog;

namespace Mmei.Ranking.Rank;

/// <summary>The items that may stand on a slate, and how they were found.</summary>
/// <param name="Threshold">
/// The lowest score of the search, boosts counted, among those found; null where nothing else was left to find, or nothing was searched.
/// </param>
internal sealed record FoundCandidates(IReadOnlyList<RankableItem> Items, CandidateOrigin Origin, double? Threshold);

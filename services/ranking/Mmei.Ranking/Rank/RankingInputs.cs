using System.Collections.ObjectModel;
using Mmei.Learning;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Quality;
using Mmei.Ranking.Taste;

namespace Mmei.Ranking.Rank;

/// <summary>All that a slate follows from, beside the weights.</summary>
/// <param name="DecisionId">Seeds the draws.</param>
/// <param name="Context">The person now.</param>
/// <param name="Candidates">In any order.</param>
/// <param name="K">Length of the slate; fewer candidates make a shorter one.</param>
/// <param name="Taste">The person's taste.</param>
/// <param name="Qualities">What everybody's feedback says of the candidates, by their ids.</param>
/// <param name="Policy">The policy in force.</param>
/// <param name="Now">The time that the age of items is measured at.</param>
internal sealed record RankingInputs(
    Guid DecisionId, RankingContext Context, IReadOnlyList<RankableItem> Candidates, int K, TasteProfile Taste,
    IReadOnlyDictionary<string, ItemQuality> Qualities, PolicyState Policy, DateTimeOffset Now)
{
    /// <summary>What the request adds to candidates, by their ids; others get nothing.</summary>
    public IReadOnlyDictionary<string, ItemBoost> Boosts { get; init; } = ReadOnlyDictionary<string, ItemBoost>.Empty;

    /// <summary>The content model of all items that are read; null where none is.</summary>
    public string? ContentModel => Candidates.Concat(Taste.Rated.Select(rated => rated.Item)).FirstOrDefault()?.Model;
}

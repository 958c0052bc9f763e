using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Learning;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Policy;
using Mmei.Ranking.Quality;
using Mmei.Ranking.Taste;

namespace Mmei.Ranking.Rank;

/// <summary>
/// Scores candidates and fills a slate by Thompson sampling. A function of its arguments alone: the same decision id, candidates, taste,
/// time
/// and policy give the same slate to the last bit.
/// </summary>
internal sealed class Ranker(IOptions<RankingOptions> options, IOptions<QualityOptions> quality)
{
    /// <param name="decisionId">Seeds the draws.</param>
    /// <param name="context">The person now.</param>
    /// <param name="candidates">In any order.</param>
    /// <param name="k">Length of the slate; fewer candidates make a shorter one.</param>
    /// <param name="taste">The person's taste.</param>
    /// <param name="tally">What everybody's feedback says of the tenant's items.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="now">The time that the age of items is measured at.</param>
    public Slate Rank(
        Guid decisionId, RankingContext context, IReadOnlyList<RankableItem> candidates, int k, TasteProfile taste, Tally tally,
        PolicyState policy, DateTimeOffset now)
    {
        // An order of their own, so that the one in which the index found them cannot decide between equals.
        RankableItem[] items = [.. candidates.OrderBy(item => item.ItemId, StringComparer.Ordinal)];
        var space = new ContentSpace(items);
        var scored = new ScoredCandidates(context, space, taste, new Qualities(tally, now, quality.Value), now, options.Value);
        var builder = new SlateBuilder(space.Vectors, options.Value.Diversity);
        var size = Math.Min(k, items.Length);

        var decided = new Placement(items.Length, size);
        decided.Fill(scored, builder, Explorer.Draw(policy, decisionId));
        var expected = new Placement(items.Length, size);
        expected.Fill(scored, builder, policy.Mean);
        return new Slate(
            Place(scored, decided, Propensities(decided, scored, builder, policy, decisionId)),
            Explored: !decided.Slate.AsSpan().SequenceEqual(expected.Slate));
    }

    private double[] Propensities(Placement decided, ScoredCandidates scored, SlateBuilder builder, PolicyState policy, Guid decisionId)
    {
        var same = new int[decided.Slate.Length];
        var draws = Explorer.DrawMany(policy, decisionId, options.Value.PropensityDraws);
        var other = new Placement(scored.Items.Count, same.Length);
        foreach (var draw in draws)
        {
            other.Fill(scored, builder, draw);
            for (var place = 0; place < same.Length; place++)
            {
                same[place] += other.Slate[place] == decided.Slate[place] ? 1 : 0;
            }
        }

        return [.. same.Select(count => (count + 1.0) / (draws.Length + 1.0))];
    }

    private static PlacedItem[] Place(ScoredCandidates scored, Placement decided, double[] propensities)
    {
        var placed = new PlacedItem[decided.Slate.Length];
        for (var place = 0; place < placed.Length; place++)
        {
            var item = decided.Slate[place];
            var parts = new ScoreParts
            {
                Congruence = scored.Congruence[item],
                Intent = scored.Intent[item],
                Said = scored.Said[item],
                Affinity = scored.Affinity[item],
                Quality = scored.Quality[item],
                Policy = decided.Policy[item],
                Diversity = decided.Diversity[place],
            };
            placed[place] = new PlacedItem(scored.Items[item], scored.Similarity[item], parts, propensities[place], scored.Features(item));
        }

        return placed;
    }
}

using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Learning;
using Mmei.Learning.Policies;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Policy;

namespace Mmei.Ranking.Rank;

/// <summary>
/// Scores candidates and fills a slate: by Thompson sampling of a whole order, or by a policy that explores at the first place. A function
/// of its inputs and the weights alone: the same give the same slate to the last bit.
/// </summary>
internal sealed class Ranker(IOptions<RankingOptions> options)
{
    /// <summary>Raised with each change of what a slate follows from: a decision of another version is not made again to the bit.</summary>
    public const int Version = 4;

    public Slate Rank(RankingInputs inputs)
    {
        var (scored, builder) = Score(inputs);
        var size = Math.Min(inputs.K, scored.Items.Count);
        if (inputs.Policy.Name != KnownPolicies.ThompsonSampling)
        {
            var (slate, propensities, explored) = new FirstPlace(scored, builder, size, inputs.Policy, inputs.DecisionId).Decide();
            return new Slate(Place(scored, slate, propensities), explored);
        }

        var decided = new Placement(scored.Items.Count, size);
        decided.Fill(scored, builder, Explorer.Draw(inputs.Policy, inputs.DecisionId));
        var expected = new Placement(scored.Items.Count, size);
        expected.Fill(scored, builder, inputs.Policy.Mean);
        return new Slate(
            Place(scored, decided, Propensities(decided, scored, builder, inputs.Policy, inputs.DecisionId)),
            Explored: !decided.Slate.AsSpan().SequenceEqual(expected.Slate));
    }

    /// <summary>All candidates in the order of which a slate is the top. Their propensities are not estimated, and 0.</summary>
    public IReadOnlyList<PlacedItem> Order(RankingInputs inputs)
    {
        var (scored, builder) = Score(inputs);
        if (inputs.Policy.Name != KnownPolicies.ThompsonSampling)
        {
            var (order, propensities, _) =
                new FirstPlace(scored, builder, scored.Items.Count, inputs.Policy, inputs.DecisionId).Decide();
            return Place(scored, order, propensities);
        }

        var decided = new Placement(scored.Items.Count, scored.Items.Count);
        decided.Fill(scored, builder, Explorer.Draw(inputs.Policy, inputs.DecisionId));
        return Place(scored, decided, new double[scored.Items.Count]);
    }

    /// <summary>The exact probability with which the policy puts each item first, of those that it may put there.</summary>
    public IReadOnlyDictionary<string, double> FirstPropensities(RankingInputs inputs)
    {
        var (scored, builder) = Score(inputs);
        var first = new FirstPlace(scored, builder, size: 1, inputs.Policy, inputs.DecisionId);
        return scored.Items.Index()
            .Select(item => KeyValuePair.Create(item.Item.ItemId, first.Propensity(item.Index)))
            .Where(item => item.Value > 0)
            .ToDictionary(StringComparer.Ordinal);
    }

    private (ScoredCandidates Scored, SlateBuilder Builder) Score(RankingInputs inputs)
    {
        // An order of their own, so that the one in which the index found them cannot decide between equals.
        var space = new ContentSpace([.. inputs.Candidates.OrderBy(item => item.ItemId, StringComparer.Ordinal)]);
        return (
            new ScoredCandidates(inputs.Context, space, inputs.Taste, inputs.Qualities, inputs.Boosts, inputs.Now, options.Value),
            new SlateBuilder(space.Vectors, options.Value.Diversity, new CreatorCap(space.Items, options.Value.PerCreator)));
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
                Boost = scored.Boost[item].By,
                Diversity = decided.Diversity[place],
            };
            placed[place] = new PlacedItem(scored.Items[item], scored.Similarity[item], parts, propensities[place], scored.Features(item))
            {
                Rules = scored.Boost[item].Rules,
            };
        }

        return placed;
    }
}

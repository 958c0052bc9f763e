using Microsoft.Extensions.Options;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Learning;
using Mmei.Learning.Features;
using Mmei.Learning.Numerics;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Quality;
using Mmei.Ranking.Rank;
using Mmei.Ranking.Taste;

namespace Mmei.Ranking.Tests.Decisions;

/// <summary>Decisions of people who differ in all that a decision follows from. The same seed gives the same.</summary>
/// <param name="catalog">The items to choose candidates and tastes from.</param>
internal sealed class RandomDecisions(IReadOnlyList<RankableItem> catalog, RankingOptions weights, int seed)
{
    private readonly Random _random = new(seed);
    private readonly PolicyState[] _policies = [.. Enumerable.Range(1, 5).Select(version => Learned(version))];

    public Decision Next()
    {
        var observation = Observed();
        var candidates = Some(_random.Next(0, 40));
        var inputs = new RankingInputs(
            DecisionIds.Of(observation.ObservationId),
            RankingContext.Of(observation, weights),
            candidates,
            observation.Options.K,
            observation.UserId is null ? TasteProfile.None : Taste(),
            candidates.ToDictionary(item => item.ItemId, _ => new ItemQuality(_random.NextDouble() - 0.5, _random.NextDouble())),
            _policies[_random.Next(_policies.Length)],
            DateTimeOffset.UnixEpoch.AddTicks(_random.NextInt64(1, 1L << 54)))
        {
            Boosts = new Boosts(observation.Options.Boosts).OfAll(candidates),
        };
        var found = new FoundCandidates(inputs.Candidates, CandidateOrigin.Found, _random.NextDouble());
        return new Decision(observation, inputs, found, new Ranker(Options.Create(weights)).Rank(inputs), Behind: 0, TimeSpan.Zero);
    }

    private static PolicyState Learned(int version)
    {
        var random = new Random(version);
        var gram = new double[PackedLower.Length(DecisionFeatures.Dimension)];
        var moment = new double[DecisionFeatures.Dimension];
        for (var i = 0; i < moment.Length; i++)
        {
            gram[PackedLower.Length(i) + i] = 20 * random.NextDouble();
            moment[i] = random.NextDouble() - 0.5;
        }

        return PolicyState.Solve(version, 100, gram, moment, ridge: 1, noiseScale: 0.3);
    }

    private ObservationFused Observed()
    {
        var options = new RecommendationOptions
        {
            K = _random.Next(1, 20),
            Boosts = [.. _random.GetItems<Boost>([new("tags has 'even'", 0.3), new("not tags has 'even'", -0.1)], _random.Next(3))],
            Mood = _random.Next(4) is < 3 and var goal ? (MoodGoal)goal : null,
        };
        var observation = Observations.Fused(
            Vectors.Random(_random.Next()), userId: _random.Next(5) == 0 ? null : $"user-{_random.Next(50)}", options);
        return observation with
        {
            ObservationId = new Guid(_random.Next(), 1, 2, [3, 4, 5, 6, 7, 8, 9, 10]),
            Perception = observation.Perception with { Emotion = Shares(7), Intent = Shares(5), Confidence = _random.NextDouble() },
            Wish = _random.Next(2) == 0
                ? null
                : TensorCodec.Pack([.. Vectors.Meaning(_random.Next(384)).Select(value => value * _random.NextSingle())], 1, 384),
        };
    }

    private TasteProfile Taste()
    {
        var rewards = Some(_random.Next(0, 30)).Select(item => new TasteReward(
            item.ItemId, _random.NextDouble(), _random.Next(9) == 0, DateTimeOffset.UnixEpoch.AddSeconds(_random.Next())));
        return TasteProfile.Of(
            [.. rewards], catalog.ToDictionary(item => item.ItemId), DateTimeOffset.UnixEpoch.AddDays(30_000), new TasteOptions());
    }

    private RankableItem[] Some(int count) => _random.GetItems(catalog.ToArray(), count).DistinctBy(item => item.ItemId).ToArray();

    private double[] Shares(int count)
    {
        double[] shares = [.. Enumerable.Range(0, count).Select(_ => _random.NextDouble())];
        return [.. shares.Select(share => share / shares.Sum())];
    }
}

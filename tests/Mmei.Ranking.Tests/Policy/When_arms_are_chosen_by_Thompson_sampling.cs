using Mmei.Learning;
using Mmei.Ranking.Policy;

namespace Mmei.Ranking.Tests.Policy;

public sealed class When_arms_are_chosen_by_Thompson_sampling
{
    private const int Dimension = 8;
    private const int Rounds = 1500;
    private const int Arms = 15;

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    public void Should_have_at_most_a_fifth_of_the_regret_of_random_choice(int seed)
    {
        var (learned, random) = Regrets(seed);

        (learned / random).ShouldBeLessThan(0.2);
    }

    [Fact]
    public void Should_lose_less_and_less_with_time()
    {
        var (first, second) = (0.0, 0.0);
        for (var seed = 21; seed < 27; seed++)
        {
            first += Regrets(seed, Rounds / 2).Learned;
            second += Regrets(seed).Learned;
        }

        ((second - first) / first).ShouldBeLessThan(0.5);
    }

    /// <summary>Sum over rounds of the best arm's expected reward minus the chosen arm's.</summary>
    private static (double Learned, double Random) Regrets(int seed, int rounds = Rounds)
    {
        var problem = new LinearArms(Dimension, seed);
        var regression = new Regression(Dimension + 1);
        var random = new Random(seed);
        var (learnedRegret, randomRegret) = (0.0, 0.0);
        for (var round = 0; round < rounds; round++)
        {
            var arms = Enumerable.Range(0, Arms).Select(_ => problem.Features()).ToArray();
            var best = arms.Max(problem.Expected);
            var weights = Explorer.Draw(regression.ToPolicy(round, 1, 0.1), new Guid(seed, (short)round, 0, new byte[8]));
            var chosen = arms.MaxBy(arm => PolicyState.Score(weights, [1, .. arm]))!;
            regression.Add([1, .. chosen], problem.Reward(chosen));
            learnedRegret += best - problem.Expected(chosen);
            randomRegret += best - problem.Expected(arms[random.Next(Arms)]);
        }

        return (learnedRegret, randomRegret);
    }

    /// <summary>Seeded arms with a reward that is linear in their features, and noisy.</summary>
    private sealed class LinearArms
    {
        private readonly Random _random;
        private readonly double[] _weights;

        public LinearArms(int dimension, int seed)
        {
            _random = new Random(seed);
            _weights = [.. Enumerable.Range(0, dimension).Select(_ => (_random.NextDouble() - 0.5) / dimension)];
        }

        public double[] Features() => [.. _weights.Select(_ => (_random.NextDouble() * 2) - 1)];

        public double Expected(double[] features) => 0.5 + _weights.Zip(features, (weight, feature) => weight * feature).Sum();

        public double Reward(double[] features) => Math.Clamp(Expected(features) + ((_random.NextDouble() - 0.5) * 0.2), 0, 1);
    }
}

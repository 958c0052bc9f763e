namespace Mmei.Learning.Tests;

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
        var problem = new SyntheticProblem(Dimension, seed);
        var posterior = new LinearPosterior(Dimension + 1);
        var random = new Random(seed);
        var (learnedRegret, randomRegret) = (0.0, 0.0);
        for (var round = 0; round < rounds; round++)
        {
            var arms = Enumerable.Range(0, Arms).Select(_ => problem.Features()).ToArray();
            var best = arms.Max(problem.Expected);
            var weights = Explorer.Draw(posterior.ToPolicy(round, 1, 0.1), new Guid(seed, (short)round, 0, new byte[8]));
            var chosen = arms.MaxBy(arm => PolicyState.Score(weights, [1, .. arm]))!;
            posterior.Add([1, .. chosen], problem.Reward(chosen));
            learnedRegret += best - problem.Expected(chosen);
            randomRegret += best - problem.Expected(arms[random.Next(Arms)]);
        }

        return (learnedRegret, randomRegret);
    }
}

using Mmei.Learning;
using Mmei.Ranking.Policy;

namespace Mmei.Ranking.Tests.Policy;

public sealed class When_a_policy_explores
{
    private static readonly Guid Decision = Guid.Parse("01930000-0000-7000-8000-000000000001");
    private static readonly PolicyState Policy = Learned();

    [Fact]
    public void Should_repeat_the_draw_of_a_decision() => Explorer.Draw(Policy, Decision).ShouldBe(Explorer.Draw(Policy, Decision));

    [Fact]
    public void Should_draw_differently_for_another_decision() =>
        Explorer.Draw(Policy, Guid.Parse("01930000-0000-7000-8000-000000000002")).ShouldNotBe(Explorer.Draw(Policy, Decision));

    [Fact]
    public void Should_draw_the_same_numbers_in_every_release() =>
        Explorer.Draw(PolicyState.Prior(3, 1, 1), Decision).Select(value => Math.Round(value, 12)).ShouldBe(EveryRelease);

    [Fact]
    public void Should_repeat_the_draws_for_propensities_whatever_their_number()
    {
        var (few, many) = (Explorer.DrawMany(Policy, Decision, 3), Explorer.DrawMany(Policy, Decision, 50));

        for (var i = 0; i < few.Length; i++)
        {
            few[i].ShouldBe(many[i]);
        }
    }

    [Fact]
    public void Should_follow_the_posterior_distribution()
    {
        const int Draws = 20_000;
        double[] item = [1, 0.5, -0.25];
        var draws = Explorer.DrawMany(Policy, Decision, Draws);
        var scores = Enumerable.Range(0, Draws).Select(i => PolicyState.Score(draws[i], item)).ToArray();

        // Four standard errors of a mean and of a standard deviation.
        var deviation = Deviation(item);
        scores.Average().ShouldBe(Policy.Score(item), 4 * deviation / Math.Sqrt(Draws));
        Math.Sqrt(scores.Average(score => Math.Pow(score - Policy.Score(item), 2))).ShouldBe(
            deviation, 4 * deviation / Math.Sqrt(2 * Draws));
    }

    [Fact]
    public void Should_use_the_mean_when_exploration_is_off() =>
        Explorer.Draw(Learned(noiseScale: 0), Decision).ShouldBe(Policy.Mean.ToArray());

    private static double[] EveryRelease => [2.136728843456, 0.46665162351, -1.516594974588];

    /// <summary>noiseScale sqrt(x^T A^-1 x): the length of x over the policy's draws of each axis alone.</summary>
    private static double Deviation(double[] item) => Math.Sqrt(Enumerable.Range(0, item.Length).Sum(axis =>
    {
        var weights = new double[item.Length];
        weights[axis] = 1;
        Policy.Draw(weights);
        return Math.Pow(PolicyState.Score(weights, item) - Policy.Score(item), 2);
    }));

    private static PolicyState Learned(double noiseScale = 0.5)
    {
        var (regression, random) = (new Regression(3), new Random(5));
        for (var i = 0; i < 20; i++)
        {
            regression.Add([random.NextDouble(), random.NextDouble(), random.NextDouble()], random.NextDouble());
        }

        return regression.ToPolicy(1, 1, noiseScale);
    }
}

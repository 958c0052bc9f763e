using Mmei.Feedback.Policies;

namespace Mmei.Feedback.Tests.Policies;

/// <summary>
/// A world that is written down: half a year of rewards by one taste, then by another, 200 a week. The policy takes the best of ten items
/// by its mean.
/// </summary>
public sealed class When_tastes_turn_over
{
    private const int Dimension = 8;
    private const int Weekly = 200;
    private const int WeeksBefore = 26;
    private const int WeeksAfter = 8;
    private static readonly TimeSpan FourWeeks = TimeSpan.FromDays(28);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Should_follow_them_where_what_was_learned_fades(int seed)
    {
        var (before, after) = (new SyntheticProblem(Dimension, seed), new SyntheticProblem(Dimension, seed + 100));
        List<(long, LinearPosterior)> weeks = [.. Weeks(before, 0, WeeksBefore), .. Weeks(after, WeeksBefore, WeeksAfter)];

        var (keeping, fading) = (Earned(after, weeks, halfLife: null), Earned(after, weeks, FourWeeks));

        fading.ShouldBeGreaterThan(keeping + 0.3, "of what the best choice would earn over a random one");
        fading.ShouldBeGreaterThan(0.7);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Should_cost_little_where_they_stay(int seed)
    {
        var world = new SyntheticProblem(Dimension, seed);
        List<(long, LinearPosterior)> weeks = [.. Weeks(world, 0, WeeksBefore)];

        Earned(world, weeks, FourWeeks).ShouldBe(Earned(world, weeks, halfLife: null), 0.05);
    }

    [Fact]
    public void Should_change_nothing_while_nothing_is_learned()
    {
        (long, LinearPosterior)[] weeks = [.. Weeks(new SyntheticProblem(Dimension, 1), 0, 3)];
        var shifted = weeks.Select(week => (week.Item1 + 500, week.Item2)).Reverse();

        Forgetting.Faded(shifted, FourWeeks).ToBytes().ShouldBe(Forgetting.Faded(weeks, FourWeeks).ToBytes());
    }

    [Fact]
    public void Should_leave_out_what_hardly_weighs()
    {
        var world = new SyntheticProblem(Dimension, 1);
        (long, LinearPosterior)[] weeks = [.. Weeks(world, 0, 1), .. Weeks(world, 41, 1)];

        Forgetting.Faded(weeks, FourWeeks).Count.ShouldBe(Weekly);
        Forgetting.Faded(weeks, halfLife: null).Count.ShouldBe(2 * Weekly);
    }

    private static IEnumerable<(long, LinearPosterior)> Weeks(SyntheticProblem world, int from, int count) =>
        Enumerable.Range(from, count).Select(week =>
        {
            var sums = new LinearPosterior(Dimension);
            foreach (var (features, reward) in world.Observations(Weekly))
            {
                sums.Add(features, reward);
            }

            return ((long)week, sums);
        });

    /// <summary>What the policy's choices earn, as a share of what the best would earn over random ones.</summary>
    private static double Earned(SyntheticProblem world, IEnumerable<(long, LinearPosterior)> weeks, TimeSpan? halfLife)
    {
        var policy = Forgetting.Faded(weeks, halfLife).ToPolicy(version: 1, ridge: 1, noiseScale: 0);
        var (chosen, best, random) = (0.0, 0.0, 0.0);
        for (var round = 0; round < 500; round++)
        {
            var items = Enumerable.Range(0, 10).Select(_ => world.Features()).ToArray();
            chosen += world.Expected(items.MaxBy(item => policy.Score(item))!);
            best += items.Max(world.Expected);
            random += items.Average(world.Expected);
        }

        return (chosen - random) / (best - random);
    }
}

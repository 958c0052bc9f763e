using Mmei.Learning.Evaluation;
using Mmei.Learning.Experiments;
using Mmei.Learning.Numerics;

namespace Mmei.Learning.Tests.Experiments;

/// <summary>Somebody looks after every single person, in worlds where the arms do not differ.</summary>
public sealed class When_an_experiment_is_peeked_at
{
    private const int Worlds = 1000;
    private const int People = 2000;

    [Theory]
    [InlineData("dwelling")]
    [InlineData("returning")]
    public void Should_hold_the_truth_at_all_times_together(string outcome)
    {
        var truth = outcome == "dwelling" ? 60 : 0.3;

        var missed = Enumerable.Range(0, Worlds).Count(
            world => Misses(world, outcome, People, (sums, _) => Ends(ConfidenceSequence.OfMean(sums), truth)));

        // 5 % of 1000 worlds, and three deviations of chance.
        missed.ShouldBeLessThanOrEqualTo(50 + 20);
    }

    [Theory]
    [InlineData("dwelling")]
    [InlineData("returning")]
    public void Should_not_find_a_difference_where_there_is_none(string outcome)
    {
        var missed = Enumerable.Range(0, Worlds).Count(
            world => Misses(world, outcome, People, (one, other) => Ends(ConfidenceSequence.OfDifference(one, other), 0)));

        missed.ShouldBeLessThanOrEqualTo(50 + 20);
    }

    [Fact]
    public void Should_do_what_an_interval_for_one_look_cannot()
    {
        var missed = Enumerable.Range(0, Worlds).Count(
            world => Misses(world, "returning", People, (sums, _) => sums.Count >= ConfidenceSequence.Least && Ends(OneLook(sums), 0.3)));

        missed.ShouldBeGreaterThan(3 * 50);
    }

    [Fact]
    public void Should_find_a_difference_that_is_there()
    {
        var one = new Moments(1000, 60, 60 * 60);
        var other = new Moments(1000, 75, 75 * 75);

        ConfidenceSequence.OfDifference(one, other)!.Value.Low.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Should_say_nothing_of_a_few_people() => ConfidenceSequence.OfMean(new Moments(49, 1, 1)).ShouldBeNull();

    private static bool Ends(Interval? interval, double truth) => interval is { } said && !said.Covers(truth);

    private static Interval OneLook(Moments sums)
    {
        var half = 1.96 * Math.Sqrt(sums.Variance / sums.Count);
        return new Interval(sums.Mean - half, sums.Mean + half);
    }

    /// <summary>Whether anybody who looks after each person is ever told something wrong.</summary>
    private static bool Misses(int world, string outcome, int people, Func<Moments, Moments, bool> isWrong)
    {
        var random = new SeededRandom(world);
        var arms = new (long Count, double Sum, double Squares)[2];
        for (var person = 0; person < people; person++)
        {
            // Dwell times are skewed: exponential with mean 60 s. Whether people return is 0 or 1.
            var value = outcome == "dwelling" ? -60 * Math.Log(1 - random.Uniform()) : random.Uniform() < 0.3 ? 1.0 : 0.0;
            ref var arm = ref arms[random.Below(2)];
            arm = (arm.Count + 1, arm.Sum + value, arm.Squares + (value * value));
            if (isWrong(Of(arms[0]), Of(arms[1])))
            {
                return true;
            }
        }

        return false;

        static Moments Of((long Count, double Sum, double Squares) arm) => Moments.OfSums(arm.Count, arm.Sum, arm.Squares);
    }
}

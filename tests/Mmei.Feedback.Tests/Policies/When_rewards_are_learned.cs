using FsCheck;
using FsCheck.Fluent;
using Mmei.Feedback.Policies;

namespace Mmei.Feedback.Tests.Policies;

public sealed class When_rewards_are_learned
{
    private const int Dimension = 12;

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 40)]
    [InlineData(3, 500)]
    public void Should_have_the_mean_of_the_closed_form(int seed, int count)
    {
        var observations = new SyntheticProblem(Dimension, seed).Observations(count);

        var mean = Learned(observations).ToPolicy(1, 1.5, 1).Mean.ToArray();

        var expected = SyntheticProblem.RidgeSolution(observations, 1.5);
        for (var i = 0; i < Dimension; i++)
        {
            mean[i].ShouldBe(expected[i], 1e-10);
        }
    }

    [Fact]
    public void Should_give_the_same_state_in_any_order() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(),
        ArbMap.Default.ArbFor<int>(),
        (seed, shuffle) =>
        {
            var observations = new SyntheticProblem(Dimension, seed).Observations(30);
            var shuffled = observations.ToArray();
            new Random(shuffle).Shuffle(shuffled);
            return Learned(observations).ToBytes().AsSpan().SequenceEqual(Learned(shuffled).ToBytes());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Should_equal_the_final_rewards_however_they_were_revised() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(),
        seed =>
        {
            var problem = new SyntheticProblem(Dimension, seed);
            var observations = problem.Observations(10);
            var revised = new LinearPosterior(Dimension);
            foreach (var (features, _) in observations)
            {
                revised.Add(features, 0.25);
            }

            foreach (var (features, reward) in observations.Reverse())
            {
                revised.Revise(features, 0.25, 0.9);
                revised.Revise(features, 0.9, reward);
            }

            return revised.ToBytes().AsSpan().SequenceEqual(Learned(observations).ToBytes());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Should_be_what_it_would_be_without_what_is_taken_out() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(),
        seed =>
        {
            var observations = new SyntheticProblem(Dimension, seed).Observations(20);
            var posterior = Learned(observations);
            foreach (var (features, reward) in observations.Take(7))
            {
                posterior.Remove(features, reward);
            }

            return posterior.ToBytes().AsSpan().SequenceEqual(Learned([.. observations.Skip(7)]).ToBytes());
        }).QuickCheckThrowOnFailure();

    /// <summary>
    /// Two features that nearly repeat each other, a steep one and a rare one: what errors that add up would make singular first. Some of
    /// what was learned is taken out on the way, as of people who are erased, and in the end all of it.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Should_stay_positive_definite_over_a_million_updates_and_keep_nothing_of_what_is_taken_out(int seed)
    {
        const int Updates = 1_000_000;
        var random = new Random(seed);
        var (posterior, learned) = (new LinearPosterior(Dimension), new Queue<(double[] Features, double Reward)>());
        for (var i = 1; i <= Updates; i++)
        {
            if (learned.Count > 0 && random.Next(4) == 0)
            {
                TakeOut();
            }
            else
            {
                var (features, reward) = (Awkward(random), random.NextDouble());
                posterior.Add(features, reward);
                learned.Enqueue((features, reward));
            }

            if (i % 10_000 == 0)
            {
                // Factoring throws where the matrix is not positive definite.
                posterior.ToPolicy(i, ridge: 1, noiseScale: 1).Mean.ToArray().ShouldAllBe(weight => double.IsFinite(weight));
            }
        }

        while (learned.Count > 0)
        {
            TakeOut();
        }

        posterior.ToBytes().ShouldBe(new LinearPosterior(Dimension).ToBytes());

        void TakeOut()
        {
            var (features, reward) = learned.Dequeue();
            posterior.Remove(features, reward);
        }
    }

    [Fact]
    public void Should_stay_exact_at_rewards_off_the_grid()
    {
        var posterior = new LinearPosterior(1);
        posterior.Add([1], 1.0 / 3);
        posterior.Revise([1], 1.0 / 3, 0);

        posterior.ToPolicy(1, 1, 1).Mean[0].ShouldBe(0);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1.5)]
    public void Should_refuse_a_feature_that_is_no_number_in_range(double feature)
    {
        var posterior = Learned(new SyntheticProblem(2, 7).Observations(5));
        var before = posterior.ToBytes();

        Should.Throw<ArgumentException>(() => posterior.Add([0.5, feature], 0.5)).Message.ShouldContain("Feature 1");

        posterior.ToBytes().ShouldBe(before);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void Should_refuse_a_reward_outside_of_zero_to_one(double reward) =>
        Should.Throw<ArgumentException>(() => new LinearPosterior(1).Add([1], reward)).ParamName.ShouldBe("reward");

    [Fact]
    public void Should_refuse_a_wrong_number_of_features() =>
        Should.Throw<ArgumentException>(() => new LinearPosterior(3).Add([1], 0.5)).Message.ShouldContain("Expected 3 features, got 1");

    [Fact]
    public void Should_be_less_unsure_about_what_it_has_seen()
    {
        var posterior = new LinearPosterior(2);
        for (var i = 0; i < 99; i++)
        {
            posterior.Add([1, 0], 0.5);
        }

        var policy = posterior.ToPolicy(1, 1, 0.5);

        policy.Deviation([1, 0]).ShouldBe(0.5 * 0.1, 1e-12);
        policy.Deviation([0, 1]).ShouldBe(0.5, 1e-12);
    }

    private static double[] Awkward(Random random)
    {
        double[] features = [.. Enumerable.Range(0, Dimension).Select(_ => (2 * random.NextDouble()) - 1)];
        features[1] = features[0] * (1 - (random.NextDouble() / 1_000));
        features[2] = 1;
        features[3] = random.Next(1_000) == 0 ? features[3] : 0;
        return features;
    }

    private static LinearPosterior Learned((double[] Features, double Reward)[] observations)
    {
        var posterior = new LinearPosterior(observations[0].Features.Length);
        foreach (var (features, reward) in observations)
        {
            posterior.Add(features, reward);
        }

        return posterior;
    }
}

using Mmei.Learning.Numerics;
using Mmei.Learning.Policies;

namespace Mmei.Learning.Tests.Policies;

/// <summary>What holds for every policy behind the port.</summary>
public abstract class PolicyConformance
{
    private const int Candidates = 12;
    private const int Dimension = 5;

    /// <summary>The policy, exploring by an amount that is usual for it.</summary>
    protected abstract PolicyState With(PolicyState learned);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(Candidates)]
    [InlineData(200)]
    public void Should_give_propensities_that_sum_to_1(int candidates)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var propensities = Propensities(Beliefs(seed, candidates), seed);

            propensities.Sum().ShouldBe(1, 1e-12);
            propensities.ShouldAllBe(propensity => propensity >= 0 && propensity <= 1);
        }
    }

    [Fact]
    public void Should_choose_as_often_as_its_propensities_say()
    {
        const int Decisions = 20_000;
        var beliefs = Beliefs(seed: 7, Candidates);
        var (chosen, stated) = (new double[Candidates], new double[Candidates]);
        for (var decision = 0; decision < Decisions; decision++)
        {
            var propensities = Propensities(beliefs, decision);
            chosen[Choice.Draw(propensities, new SeededRandom(decision)).Index]++;
            for (var i = 0; i < Candidates; i++)
            {
                stated[i] += propensities[i];
            }
        }

        for (var i = 0; i < Candidates; i++)
        {
            // Five standard deviations of a count, at most.
            chosen[i].ShouldBe(stated[i], 5 * Math.Sqrt(Math.Max(1, stated[i])));
        }
    }

    [Fact]
    public void Should_say_of_a_choice_how_likely_it_was()
    {
        var propensities = Propensities(Beliefs(3, Candidates), 3);

        var choice = Choice.Draw(propensities, new SeededRandom(3));

        choice.Propensity.ShouldBe(propensities[choice.Index]);
        choice.Propensity.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Should_give_the_same_bits_again() =>
        Propensities(Beliefs(4, Candidates), 4).ShouldBe(Propensities(Beliefs(4, Candidates), 4));

    [Fact]
    public void Should_treat_candidates_alike_whatever_their_order()
    {
        var (forward, state) = Problem(5, Candidates);
        var backward = forward.Reverse().ToArray();

        Propensities(new LinearBeliefs(state, backward), 5).Reverse().ToArray()
            .ShouldBe(Propensities(new LinearBeliefs(state, forward), 5), 1e-12);
    }

    protected double[] Propensities(IBeliefs beliefs, long seed)
    {
        var propensities = new double[beliefs.Expected.Length];
        KnownPolicies.Of(With(Problem(0, 1).State)).Propensities(beliefs, new SeededRandom(seed, stream: 1), propensities);
        return propensities;
    }

    private LinearBeliefs Beliefs(long seed, int candidates)
    {
        var (features, state) = Problem(seed, candidates);
        return new LinearBeliefs(With(state), features);
    }

    /// <summary>Candidates, and what 30 rewards taught of them.</summary>
    private static (double[][] Features, PolicyState State) Problem(long seed, int candidates)
    {
        var random = new SeededRandom(seed, stream: 2);
        double[] Features() => [1, .. Enumerable.Range(1, Dimension - 1).Select(_ => (2 * random.Uniform()) - 1)];
        var (gram, moment) = (new double[PackedLower.Length(Dimension)], new double[Dimension]);
        for (var n = 0; n < 30; n++)
        {
            var (x, reward) = (Features(), random.Uniform());
            for (var i = 0; i < Dimension; i++)
            {
                moment[i] += reward * x[i];
                for (var j = 0; j <= i; j++)
                {
                    gram[PackedLower.Length(i) + j] += x[i] * x[j];
                }
            }
        }

        return ([.. Enumerable.Range(0, candidates).Select(_ => Features())], PolicyState.Solve(1, 30, gram, moment, 1, 0.3));
    }
}

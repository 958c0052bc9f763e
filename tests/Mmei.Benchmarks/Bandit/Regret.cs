using Mmei.Feedback.Policies;
using Mmei.Learning;
using Mmei.Learning.Numerics;
using Mmei.Learning.Policies;

namespace Mmei.Benchmarks.Bandit;

/// <summary>What a policy loses against one that knows the truth.</summary>
internal static class Regret
{
    /// <summary>As the platform, a policy is solved anew when so many rewards have come, not with each.</summary>
    private const int Batch = 10;

    /// <param name="world">Where; it is used up.</param>
    /// <param name="policy">One of <see cref="KnownPolicies.Names"/>.</param>
    /// <param name="exploration">By how much it explores.</param>
    /// <param name="rounds">How many people come.</param>
    /// <param name="seed">Of the choices.</param>
    /// <returns>The sum of what the best item would have given beyond the chosen one, in expectation.</returns>
    public static double Of(BanditWorld world, string policy, double exploration, int rounds, long seed)
    {
        var regret = 0.0;
        var (posterior, state) = ((LinearPosterior?)null, (PolicyState?)null);
        for (var round = 0; round < rounds; round++)
        {
            var items = world.Next();
            posterior ??= new LinearPosterior(items[0].Length);
            if (state is null || round % Batch == 0)
            {
                state = posterior.ToPolicy(round, ridge: 1, exploration).With(policy, exploration);
            }

            var propensities = new double[items.Length];
            KnownPolicies.Of(state).Propensities(
                new LinearBeliefs(state, items), new SeededRandom(HashCode(seed, round), stream: 1), propensities);
            var chosen = items[Choice.Draw(propensities, new SeededRandom(HashCode(seed, round))).Index];
            regret += items.Max(world.Expected) - world.Expected(chosen);
            posterior.Add(chosen, world.Reward(chosen));
        }

        return regret;
    }

    private static long HashCode(long seed, int round) => (seed << 32) + round;
}

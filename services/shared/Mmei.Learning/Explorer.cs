using Mmei.Learning.Numerics;

namespace Mmei.Learning;

/// <summary>
/// Thompson sampling from a policy, seeded by the decision's id: the same decision and policy give the same draws for ever, which makes a
/// recommendation replayable. The draw that decides and the draws that estimate propensities come from separate streams, so the number of
/// the latter never changes a decision.
/// </summary>
public static class Explorer
{
    private const byte DecisionStream = 0;
    private const byte PropensityStream = 1;

    /// <summary>The weights that decide: mean + noiseScale L^-T z, z standard normal, where A = L L^T. Length <c>policy.Dimension</c>.</summary>
    public static double[] Draw(PolicyState policy, Guid decisionId)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var weights = new double[policy.Dimension];
        Fill(policy, new SeededGaussian(decisionId, DecisionStream), weights);
        return weights;
    }

    /// <summary>
    /// Independent draws for Monte-Carlo propensities: the share of draws under which an item would be placed where it was placed.
    /// </summary>
    /// <param name="policy">The policy that decides.</param>
    /// <param name="decisionId">The seed.</param>
    /// <param name="count">Number of draws, at least 1; the standard error of a propensity p is sqrt(p(1-p)/count).</param>
    /// <returns><paramref name="count"/> rows of <c>policy.Dimension</c> weights, row-major.</returns>
    public static WeightDraws DrawMany(PolicyState policy, Guid decisionId, int count)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var draws = new WeightDraws(count, policy.Dimension);
        var gaussian = new SeededGaussian(decisionId, PropensityStream);
        for (var i = 0; i < count; i++)
        {
            Fill(policy, gaussian, draws.Row(i));
        }

        return draws;
    }

    private static void Fill(PolicyState policy, SeededGaussian gaussian, Span<double> weights)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = gaussian.Next();
        }

        PackedLower.SolveTransposed(policy.Factor, weights);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = policy.Mean[i] + (policy.NoiseScale * weights[i]);
        }
    }
}

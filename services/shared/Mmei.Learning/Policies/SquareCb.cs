using Mmei.Learning.Numerics;

namespace Mmei.Learning.Policies;

/// <summary>
/// Inverse gap weighting (Abe and Long, 1999; as SquareCB, Foster and Rakhlin, 2020): of K candidates each but the best is chosen with
/// 1 / (K + gamma (best - expected)), and the best with what is left.
/// </summary>
/// <param name="gamma">At least 0; the larger, the less it explores.</param>
public sealed class SquareCb(double gamma) : IPolicy
{
    public void Propensities(IBeliefs beliefs, SeededRandom random, Span<double> propensities)
    {
        var expected = beliefs.Expected;
        var best = Choice.Best(expected);
        var left = 1.0;
        for (var i = 0; i < propensities.Length; i++)
        {
            propensities[i] = i == best ? 0 : 1 / (propensities.Length + (gamma * (expected[best] - expected[i])));
            left -= propensities[i];
        }

        propensities[best] = left;
    }
}

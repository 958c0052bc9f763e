using Mmei.Learning.Numerics;

namespace Mmei.Learning.Policies;

/// <summary>The best by what is known, but for a share of decisions in which any candidate is as likely as any other.</summary>
/// <param name="epsilon">The share, in [0, 1].</param>
public sealed class EpsilonGreedy(double epsilon) : IPolicy
{
    public void Propensities(IBeliefs beliefs, SeededRandom random, Span<double> propensities)
    {
        propensities.Fill(epsilon / propensities.Length);
        propensities[Choice.Best(beliefs.Expected)] += 1 - epsilon;
    }
}

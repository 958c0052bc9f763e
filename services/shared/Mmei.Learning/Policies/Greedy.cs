using Mmei.Learning.Numerics;

namespace Mmei.Learning.Policies;

/// <summary>The best by what is expected, for certain. Of a ranker whose beliefs are congruence alone, the baseline.</summary>
public sealed class Greedy : IPolicy
{
    public void Propensities(IBeliefs beliefs, SeededRandom random, Span<double> propensities)
    {
        propensities.Clear();
        propensities[Choice.Best(beliefs.Expected)] = 1;
    }
}

using Mmei.Learning.Numerics;

namespace Mmei.Learning.Policies;

/// <summary>
/// LinUCB (Li et al., 2010): the candidate whose expected value and deviation sum to most, for certain. How much a deviation counts is in
/// the beliefs, as for <see cref="ThompsonSampling"/>. Its choices have propensity 1: of other policies its log says nothing.
/// </summary>
public sealed class UpperConfidence : IPolicy
{
    public void Propensities(IBeliefs beliefs, SeededRandom random, Span<double> propensities)
    {
        var bounds = new double[propensities.Length];
        beliefs.Deviations(bounds);
        for (var i = 0; i < bounds.Length; i++)
        {
            bounds[i] += beliefs.Expected[i];
        }

        propensities.Clear();
        propensities[Choice.Best(bounds)] = 1;
    }
}

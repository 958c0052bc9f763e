using Mmei.Learning.Numerics;

namespace Mmei.Learning.Policies;

/// <summary>
/// Linear Thompson sampling (Agrawal and Goyal, 2013): each candidate is chosen as often as it is the best. Of so many draws one decides,
/// each as likely as any other; so the share of draws under which a candidate is the best is its propensity, not an estimate of it.
/// </summary>
public sealed class ThompsonSampling(int draws = ThompsonSampling.Draws) : IPolicy
{
    /// <summary>A propensity is a multiple of one by this.</summary>
    public const int Draws = 64;

    public void Propensities(IBeliefs beliefs, SeededRandom random, Span<double> propensities)
    {
        var values = new double[propensities.Length];
        propensities.Clear();
        for (var i = 0; i < draws; i++)
        {
            beliefs.Draw(random, values);
            propensities[Choice.Best(values)] += 1.0 / draws;
        }
    }
}

using Mmei.Learning.Numerics;

namespace Mmei.Learning.Policies;

/// <summary>Any candidate is as likely as any other, whatever is believed.</summary>
public sealed class UniformChoice : IPolicy
{
    public void Propensities(IBeliefs beliefs, SeededRandom random, Span<double> propensities) =>
        propensities.Fill(1.0 / propensities.Length);
}

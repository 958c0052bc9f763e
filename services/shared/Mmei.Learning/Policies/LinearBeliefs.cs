using Mmei.Learning.Numerics;

namespace Mmei.Learning.Policies;

/// <summary>What a linear policy believes of candidates: mean . x, and the deviation of that.</summary>
/// <param name="policy">The weights, and how sure they are.</param>
/// <param name="candidates">x of each.</param>
public sealed class LinearBeliefs(PolicyState policy, IReadOnlyList<double[]> candidates) : IBeliefs
{
    private readonly double[] _expected = [.. candidates.Select(features => policy.Score(features))];

    public ReadOnlySpan<double> Expected => _expected;

    public void Deviations(Span<double> destination)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = policy.Deviation(candidates[i]);
        }
    }

    public void Draw(SeededRandom random, Span<double> destination)
    {
        var weights = policy.Draw(random);
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = PolicyState.Score(weights, candidates[i]);
        }
    }
}

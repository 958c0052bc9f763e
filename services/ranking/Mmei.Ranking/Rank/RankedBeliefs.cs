using Mmei.Learning;
using Mmei.Learning.Numerics;
using Mmei.Learning.Policies;

namespace Mmei.Ranking.Rank;

/// <summary>What a decision believes of its candidates: their scores, as far as the policy's knowledge counts in them.</summary>
/// <param name="scored">The candidates.</param>
/// <param name="policy">What is known.</param>
/// <param name="parts">The policy part of every candidate by what is expected.</param>
internal sealed class RankedBeliefs(ScoredCandidates scored, PolicyState policy, IReadOnlyList<double> parts) : IBeliefs
{
    private readonly double[] _expected = [.. scored.Base.Select((value, item) => value + parts[item])];

    public ReadOnlySpan<double> Expected => _expected;

    public void Deviations(Span<double> destination)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = scored.PolicyWeight * policy.Deviation(scored.Features(i));
        }
    }

    public void Draw(SeededRandom random, Span<double> destination)
    {
        scored.Policy(policy.Draw(random), destination);
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] += scored.Base[i];
        }
    }
}

using Mmei.Learning;
using Mmei.Learning.Numerics;

namespace Mmei.Ranking.Policy;

/// <summary>
/// Thompson sampling from a policy, seeded by the decision's id: the same decision and policy give the same draws for ever, which makes a
/// recommendation replayable. The draw that decides and the draws that estimate propensities come from separate streams, so the number of
/// the latter never changes a decision.
/// </summary>
internal static class Explorer
{
    private const byte DecisionStream = 0;
    private const byte PropensityStream = 1;

    /// <summary>The weights that decide, see <see cref="PolicyState.Draw(SeededRandom)"/>. Length <c>policy.Dimension</c>.</summary>
    public static double[] Draw(PolicyState policy, Guid decisionId) => policy.Draw(DecisionNumbers(decisionId));

    /// <summary>
    /// Independent draws for Monte-Carlo propensities: the share of draws under which an item would be placed where it was placed.
    /// </summary>
    /// <param name="policy">The policy that decides.</param>
    /// <param name="decisionId">The seed.</param>
    /// <param name="count">Number of draws; the standard error of a propensity p is sqrt(p(1-p)/count).</param>
    /// <returns><paramref name="count"/> times <c>policy.Dimension</c> weights.</returns>
    public static double[][] DrawMany(PolicyState policy, Guid decisionId, int count)
    {
        var random = PropensityNumbers(decisionId);
        return [.. Enumerable.Range(0, count).Select(_ => policy.Draw(random))];
    }

    /// <summary>The random numbers that decide.</summary>
    public static SeededRandom DecisionNumbers(Guid decisionId) => new(decisionId, DecisionStream);

    /// <summary>The random numbers that propensities follow from.</summary>
    public static SeededRandom PropensityNumbers(Guid decisionId) => new(decisionId, PropensityStream);
}

using Mmei.Learning.Numerics;

namespace Mmei.Learning.Policies;

/// <summary>
/// What chooses among candidates: a distribution over them, from which <see cref="Choice"/> draws, so that the propensity of a choice is
/// exact.
/// Pure: the same beliefs and random numbers give the same distribution to the last bit.
/// </summary>
public interface IPolicy
{
    /// <summary>Writes the probability with which each candidate is chosen; they sum to 1.</summary>
    /// <param name="beliefs">What is believed of them.</param>
    /// <param name="random">For policies whose distribution is itself drawn; others take nothing of it.</param>
    /// <param name="propensities">As long as there are candidates; overwritten.</param>
    void Propensities(IBeliefs beliefs, SeededRandom random, Span<double> propensities);
}

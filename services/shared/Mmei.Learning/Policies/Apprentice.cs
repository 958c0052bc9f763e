using Mmei.Learning.Numerics;

namespace Mmei.Learning.Policies;

/// <summary>
/// The baseline serves, and the learner learns beside it. In a stated share of decisions the first place is what Thompson sampling would
/// choose: so the log tells what the learner would earn, with weights of at most one by that share.
/// </summary>
/// <param name="share">Of decisions in which the learner is tried, in [0, <see cref="MostShare"/>].</param>
public sealed class Apprentice(double share) : IPolicy
{
    /// <summary>Beyond it the learner would serve more people than the baseline does.</summary>
    public const double MostShare = 0.5;

    private readonly ThompsonSampling _learner = new();

    public void Propensities(IBeliefs beliefs, SeededRandom random, Span<double> propensities)
    {
        _learner.Propensities(beliefs, random, propensities);
        foreach (ref var propensity in propensities)
        {
            propensity *= share;
        }

        propensities[Choice.Best(beliefs.Expected)] += 1 - share;
    }
}

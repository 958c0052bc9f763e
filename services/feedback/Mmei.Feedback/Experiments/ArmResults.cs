using Mmei.Contracts.Api.V1;
using Mmei.Learning.Evaluation;
using Mmei.Learning.Experiments;

namespace Mmei.Feedback.Experiments;

/// <summary>Sums over people as an operator reads them.</summary>
internal static class ArmResults
{
    /// <param name="first">The arm that others are compared with.</param>
    /// <param name="arm">The arm in question, perhaps the first.</param>
    public static ArmResult Of(ArmSums first, ArmSums arm)
    {
        return new ArmResult
        {
            Arm = arm.Arm,
            Exposed = arm.Exposed,
            Counted = arm.Counted,
            EngagementSeconds = Outcome(sums => sums.OfDwell),
            Satisfaction = Outcome(sums => sums.OfSatisfaction),
            Reward = Outcome(sums => sums.OfReward),
            Retention = Outcome(sums => sums.OfReturned),
            Diversity = Outcome(sums => sums.OfDiversity),
        };

        ArmOutcome Outcome(Func<ArmSums, Moments> of) => Of(ReferenceEquals(arm, first) ? null : of(first), of(arm));
    }

    private static ArmOutcome Of(Moments? first, Moments arm) => new()
    {
        Mean = arm.Count > 0 ? arm.Mean : null,
        Interval = ConfidenceSequence.OfMean(arm) is { } interval ? Told(interval) : null,
        Difference = first is { } baseline && ConfidenceSequence.OfDifference(baseline, arm) is { } difference
            ? new ArmDifference { Mean = arm.Mean - baseline.Mean, Interval = Told(difference) }
            : null,
    };

    private static TimelessInterval Told(Interval interval) => new() { Low = interval.Low, High = interval.High };
}

using Mmei.Contracts.Api.V1;

namespace Mmei.Learning.Evaluation;

/// <summary>What may be asked of a policy before it is put in force.</summary>
public static class PromotionRule
{
    /// <summary>What cannot be asked, by the fields' names; nothing where all can.</summary>
    public static IEnumerable<(string Field, string Problem)> ProblemsOf(int leastDecisions, double? leastMatchRate, double? leastLift)
    {
        if (leastDecisions is < EvaluationRequest.FewestDecisions or > EvaluationRequest.MostDecisions)
        {
            yield return (
                "leastDecisions", $"must be from {EvaluationRequest.FewestDecisions} to {EvaluationRequest.MostDecisions}");
        }

        if (leastMatchRate is not (null or (>= 0 and <= 1)))
        {
            yield return ("leastMatchRate", "must be a share from 0 to 1");
        }

        if (leastLift is not (null or (>= -1 and <= 1)))
        {
            yield return ("leastLift", "must be a reward from -1 to 1");
        }
    }
}

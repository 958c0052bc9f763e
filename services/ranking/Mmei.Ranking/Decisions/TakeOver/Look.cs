using Mmei.Contracts.Api.V1;
using Mmei.Contracts.V1;
using Mmei.Learning.Evaluation;

namespace Mmei.Ranking.Decisions.TakeOver;

/// <summary>
/// One of the looks at what was earned since a rule holds. Each is at decisions that no look before has seen, and may err less often
/// than the one before, so that all of them together, however many, err in at most <see cref="Error"/> of rules.
/// </summary>
/// <param name="Number">From 1.</param>
/// <param name="After">When the last decision of the look before was made, or the rule was set.</param>
internal sealed record Look(int Number, DateTimeOffset After)
{
    /// <summary>How often an interval of all looks of a rule may miss.</summary>
    private const double Error = 0.05;

    // As many resamples lie beyond each end of an interval, unless that would be more than can be afforded.
    private const double BeyondAnEnd = 25;
    private const int MostResamples = 50_000;

    /// <summary>How many decisions it is at: as many as all before together, from the least that the rule asks for to the most.</summary>
    public int Decisions(TakeOverInForce rule) =>
        (int)Math.Min(EvaluationRequest.MostDecisions, rule.LeastDecisions * Math.Pow(2, Math.Max(0, Number - 2)));

    /// <summary>Its share of the error, 1 / (k (k + 1)): they add up to one.</summary>
    public EvaluationSettings Settings()
    {
        var error = Error / (Number * (Number + 1.0));
        return new EvaluationSettings
        {
            Confidence = 1 - error,
            Resamples = (int)Math.Min(MostResamples, Math.Ceiling(2 * BeyondAnEnd / error)),
        };
    }

    /// <summary>The look that comes after this one.</summary>
    /// <param name="at">When the last decision of this one was made.</param>
    public Look Next(DateTimeOffset at) => new(Number + 1, at);
}

using System.Globalization;
using Mmei.Contracts.Api.V1;
using Mmei.Learning.Evaluation;

namespace Mmei.Ranking.Decisions.Evaluate;

/// <summary>Whether a policy may be put in force by what the log says of it: it must not lose, as far as is known.</summary>
internal static class PromotionGate
{
    /// <summary>So much of what is earned now may be lost, at the lower end of the interval.</summary>
    public const double Tolerated = 0.05;

    /// <param name="request">What is asked of it beyond.</param>
    /// <param name="decisions">How many were looked at.</param>
    /// <param name="logged">What they earned.</param>
    /// <param name="gain">What the policy would earn beyond, from round to round: rewards are not below 0, so what the log does not cover
    /// counts as nothing earned.</param>
    /// <param name="beside">The policy beside the baseline.</param>
    public static (bool Promotable, string Reason) Judge(
        EvaluationRequest request, int decisions, double logged, Interval gain, BesideBaseline beside)
    {
        var least = -Tolerated * logged;
        var (rate, lift) = (beside.MatchRate, beside.Lift.Low);
        (bool Fails, FormattableString Reason)[] checks =
        [
            (decisions < request.LeastDecisions,
                $"{decisions} {(decisions == 1 ? "decision says" : "decisions say")} too little; {request.LeastDecisions} are needed."),
            (gain.Low < least,
                $"It may earn {-gain.Low:0.####} less than the {logged:0.####} earned now; {-least:0.####} less is tolerated."),
            (rate < request.LeastMatchRate,
                $"It puts first what the baseline does in {rate:0.####} of decisions; {request.LeastMatchRate:0.####} is asked for."),
            (lift < request.LeastLift,
                $"It is {lift:0.####} above the baseline at the lower end; {request.LeastLift:0.####} is asked for."),
        ];
        var refusal = checks.FirstOrDefault(check => check.Fails).Reason;
        return (
            refusal is null,
            Say(refusal ?? $"At the lower end of its interval it earns {gain.Low:+0.####;-0.####;0} beyond the {logged:0.####} earned now."));
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

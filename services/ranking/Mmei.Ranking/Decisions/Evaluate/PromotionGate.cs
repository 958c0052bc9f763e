using System.Globalization;
using Mmei.Learning.Evaluation;

namespace Mmei.Ranking.Decisions.Evaluate;

/// <summary>Whether a policy may be put in force by what the log says of it: it must not lose, as far as is known.</summary>
internal static class PromotionGate
{
    /// <summary>Below these a bootstrap of rare rewards promises more than it knows.</summary>
    public const int LeastDecisions = 100;

    /// <summary>So much of what is earned now may be lost, at the lower end of the interval.</summary>
    public const double Tolerated = 0.05;

    /// <param name="decisions">How many were looked at.</param>
    /// <param name="logged">What they earned.</param>
    /// <param name="gain">What the policy would earn beyond, from round to round: rewards are not below 0, so what the log does not cover
    /// counts as nothing earned.</param>
    public static (bool Promotable, string Reason) Judge(int decisions, double logged, Interval gain)
    {
        var least = -Tolerated * logged;
        return decisions < LeastDecisions
            ? (false, $"{decisions} decisions say too little; {LeastDecisions} are needed.")
            : gain.Low < least
                ? (false, Say($"It may earn {-gain.Low:0.####} less than the {logged:0.####} earned now; {-least:0.####} less is tolerated."))
                : (true, Say($"At the lower end of its interval it earns {gain.Low:+0.####;-0.####;0} beyond the {logged:0.####} earned now."));
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using Mmei.Learning.Evaluation;

namespace Mmei.Cli.EvaluatePolicy;

/// <summary>What one log says of one policy.</summary>
internal sealed record PolicyReport
{
    public required string Log { get; init; }

    /// <summary>The log whose policy is evaluated, or <c>uniform</c>.</summary>
    public required string Policy { get; init; }

    public required int Rounds { get; init; }

    /// <summary>What the log's own policy earned.</summary>
    public required Mean LogMean { get; init; }

    /// <summary>What the evaluated policy earned itself, where its log is known.</summary>
    public Mean? OwnMean { get; init; }

    public required double EffectiveSampleSize { get; init; }

    public required double LargestWeight { get; init; }

    /// <summary>The share of rounds whose weight was clipped.</summary>
    public required double Clipped { get; init; }

    public required IReadOnlyList<EstimateReport> Estimates { get; init; }

    public static PolicyReport Of(OpenBanditLog log, OpenBanditLog? policy, Choices choices, EvaluationSettings settings)
    {
        var target = policy is null ? choices.Uniform() : choices.PolicyOf(policy);
        var cells = log.Rows.Select(row => new CellRound(row.Position - 1, choices.Of(row), row.Click)).ToArray();
        var rounds = log.Rows.Select((row, i) => new LoggedRound(row.Click, row.Propensity, target[cells[i].Context][cells[i].Action]));
        var value = OffPolicyEvaluation.Of([.. rounds], new CellMeans(cells, target), settings);
        var own = policy is null ? null : Mean.Of(policy, settings);
        return new PolicyReport
        {
            Log = log.Name,
            Policy = policy?.Name ?? "uniform",
            Rounds = value.Rounds,
            LogMean = Mean.Of(log, settings),
            OwnMean = own,
            EffectiveSampleSize = value.EffectiveSampleSize,
            LargestWeight = value.LargestWeight,
            Clipped = value.Clipped,
            Estimates = [.. value.Estimates.Select(estimate => EstimateReport.Of(estimate, own))],
        };
    }
}

/// <summary>The mean reward of a log, with its interval.</summary>
internal sealed record Mean(double Value, double Low, double High)
{
    public static Mean Of(OpenBanditLog log, EvaluationSettings settings)
    {
        var clicks = log.Rows.Select(row => (double)row.Click).ToArray();
        var interval = Bootstrap.OfMean(clicks, settings);
        return new Mean(clicks.Average(), interval.Low, interval.High);
    }
}

/// <summary>A value with its interval; how far it is from what the policy earned itself, as a share of that, where that is known.</summary>
internal sealed record EstimateReport(Estimator Estimator, double Value, double Low, double High, double? RelativeError)
{
    public static EstimateReport Of(Estimate estimate, Mean? own) => new(
        estimate.Estimator,
        estimate.Value,
        estimate.Interval.Low,
        estimate.Interval.High,
        own is { Value: > 0 } ? Math.Abs(estimate.Value - own.Value) / own.Value : null);
}

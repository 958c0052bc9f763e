using System.CommandLine;
using Mmei.Learning.Evaluation;
using Spectre.Console;

namespace Mmei.Cli.EvaluatePolicy;

/// <summary><c>evaluate-policy</c>: what a policy would have earned, from what another one logged. Needs no platform.</summary>
internal static class EvaluatePolicyCommand
{
    private static readonly EvaluationSettings Defaults = new();

    public static Command Create(Input input, Output output)
    {
        var logs = new Option<string[]>("--log")
        {
            Description =
                "A log in the form of the Open Bandit Dataset (CSV); - is standard input. One: the uniform policy is evaluated on it. "
                + "Several: the policy of each on the log of each other",
            Required = true,
        };
        var clip = new Option<double?>("--clip") { Description = "Larger weights count as this; as they are unless given" }.Number();
        var threshold = new Option<double?>("--switch")
        {
            Description = $"Switch-DR corrects its model up to this weight; {Defaults.SwitchAt} unless given",
        }.Number();
        var resamples = new Option<int?>("--resamples")
        {
            Description = $"Of the bootstrap; {Defaults.Resamples} unless given",
        }.WholeNumber();
        var seed = new Option<int>("--seed") { Description = "Of the resampling" }.WholeNumber();
        var json = new Option<bool>("--json") { Description = "Print one JSON document on standard output" };
        var command = new Command("evaluate-policy", "Tell what a policy would have earned, from the log of another")
        {
            logs, clip, threshold, resamples, seed, json,
        };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var settings = new EvaluationSettings
            {
                Clip = AboveZero(clip.Name, arguments.GetValue(clip)) ?? Defaults.Clip,
                SwitchAt = AboveZero(threshold.Name, arguments.GetValue(threshold)) ?? Defaults.SwitchAt,
                Resamples = arguments.GetValue(resamples) switch
                {
                    null => Defaults.Resamples,
                    >= 100 and <= 100_000 and { } number => number,
                    { } number => throw new UsageException($"{resamples.Name} takes a whole number from 100 to 100000, not {number}."),
                },
                Seed = arguments.GetValue(seed),
            };
            var read = new List<OpenBanditLog>();
            foreach (var path in arguments.GetRequiredValue(logs))
            {
                await using var file = input.Open(path);
                read.Add(await OpenBanditLog.ReadAsync(Path.GetFileName(path), file, cancellationToken));
            }

            var reports = Evaluate(read, settings);
            if (arguments.GetValue(json))
            {
                output.WriteJson(reports);
            }
            else
            {
                Print(reports, output.People(json: false));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static PolicyReport[] Evaluate(List<OpenBanditLog> logs, EvaluationSettings settings)
    {
        var choices = new Choices(logs);
        return logs.Count == 1
            ? [PolicyReport.Of(logs[0], policy: null, choices, settings)]
            : [.. from log in logs from policy in logs where policy != log select PolicyReport.Of(log, policy, choices, settings)];
    }

    private static double? AboveZero(string option, double? value) =>
        value is null or > 0 ? value : throw new UsageException($"{option} takes a number above 0, not {value}.");

    private static void Print(PolicyReport[] reports, IAnsiConsole console)
    {
        foreach (var report in reports)
        {
            console.WriteLine($"{report.Policy}, from {report.Rounds} rounds of {report.Log}");
            var weights = $"largest weight {report.LargestWeight:0.0}, {report.Clipped:P1} clipped";
            console.WriteLine($"  effective sample size {report.EffectiveSampleSize:0}, {weights}");
            Line("log's own mean", report.LogMean.Value, report.LogMean.Low, report.LogMean.High, null);
            if (report.OwnMean is { } own)
            {
                Line("policy's own mean", own.Value, own.Low, own.High, null);
            }

            foreach (var estimate in report.Estimates)
            {
                Line($"{estimate.Estimator}", estimate.Value, estimate.Low, estimate.High, estimate.RelativeError);
            }
        }

        void Line(string name, double value, double low, double high, double? error)
        {
            var off = error is { } share ? $"  off by {share:P0}" : "";
            console.WriteLine($"  {name,-18} {value:0.00000}  [{low:0.00000}, {high:0.00000}]{off}");
        }
    }
}

using System.CommandLine;
using System.Globalization;
using Mmei.Contracts.Api.V1;
using Spectre.Console;

namespace Mmei.Cli.Policy;

/// <summary>What another policy would have earned, and putting it in force: how an apprentice takes over.</summary>
internal sealed class Judgement
{
    private readonly Argument<string> _policy = new("policy") { Description = "Such as lin-ts" };
    private readonly Argument<double> _amount = new("amount") { Description = "By how much it explores" };
    private readonly Option<int> _decisions = new("--decisions")
    {
        Description = "How many of the latest decisions to go by",
        DefaultValueFactory = _ => new EvaluationRequest().Decisions,
    };

    private readonly Rule _rule = new();

    private Symbol[] Symbols => [_policy, _amount, _decisions, .. _rule.Symbols];

    public static Command Evaluate(Output output)
    {
        var judgement = new Judgement();
        return Verb.Create(
            "evaluate",
            "What another policy would have earned, beside the one in force and the baseline",
            output,
            (client, typed, cancellationToken) => client.EvaluatePolicyAsync(judgement.Of(typed), cancellationToken),
            Print,
            judgement.Symbols);
    }

    public static Command Promote(Output output)
    {
        var (judgement, force) = (new Judgement(), PolicyCommand.Force());
        return Verb.Create(
            "promote",
            "Put a policy in force if it may be by what was earned",
            output,
            (client, typed, cancellationToken) => client.PromotePolicyAsync(judgement.Of(typed), typed.GetValue(force), cancellationToken),
            Print,
            [.. judgement.Symbols, force]);
    }

    private EvaluationRequest Of(ParseResult typed)
    {
        var rule = _rule.Of(typed, typed.GetRequiredValue(_amount));
        return new EvaluationRequest
        {
            Policy = typed.GetRequiredValue(_policy),
            Exploration = rule.Exploration,
            Decisions = typed.GetValue(_decisions),
            LeastDecisions = rule.LeastDecisions,
            LeastMatchRate = rule.LeastMatchRate,
            LeastLift = typed.GetValue(_rule.LeastLift),
        };
    }

    private static void Print(PolicyEvaluation told, IAnsiConsole console)
    {
        var beside = told.BesideBaseline;
        console.WriteLine(Say($"{told.Policy}, exploration {told.Exploration}, by {told.Decisions} decisions ({told.Skipped} left out)"));
        console.WriteLine(Say($"as telling as {told.EffectiveSampleSize:0} decisions of its own; {beside.Covered:P0} of its choices could be seen"));
        console.WriteLine(Say($"puts first what the baseline does in {beside.MatchRate:P0} of decisions"));
        console.WriteLine(Say($"beyond the baseline {Interval(beside.Lift)}, beyond the one in force {Interval(told.Gain)}"));
        console.WriteLine($"{(told.Promotable ? "may be put in force" : "may not be put in force")}: {told.Reason}");
    }

    private static string Interval(ValueInterval of) =>
        Say($"{of.Value:+0.000;-0.000;0} ({of.Low:+0.000;-0.000;0} to {of.High:+0.000;-0.000;0})");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>What is asked of a policy before it is put in force.</summary>
    internal sealed class Rule
    {
        private readonly Option<int> _leastDecisions = new("--least-decisions")
        {
            Description = "Fewer are not enough",
            DefaultValueFactory = _ => EvaluationRequest.FewestDecisions,
        };

        private readonly Option<double?> _leastMatchRate = new("--least-match-rate")
        {
            Description = "The share of decisions in which it must put first what the baseline does",
        };

        public Option<double?> LeastLift { get; } = new("--least-lift")
        {
            Description = "What it must earn beyond the baseline, at the lower end of the interval",
        };

        public Symbol[] Symbols => [_leastDecisions, _leastMatchRate, LeastLift];

        public TakeOverRule Of(ParseResult typed, double exploration) => new()
        {
            Exploration = exploration,
            LeastDecisions = typed.GetValue(_leastDecisions),
            LeastMatchRate = typed.GetValue(_leastMatchRate),
            LeastLift = typed.GetValue(LeastLift) ?? 0,
        };
    }
}

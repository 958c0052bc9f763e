using System.CommandLine;
using System.Globalization;
using Mmei.Contracts.Api.V1;
using Spectre.Console;

namespace Mmei.Cli.Policy;

/// <summary><c>policy</c>: what was learned, how it explores, and which of its states is in force.</summary>
internal static class PolicyCommand
{
    /// <summary>Weights that are shown: those that say most.</summary>
    private const int Told = 20;

    public static Command Create(Output output) => new("policy", "What was learned, and what is done with it")
    {
        Verb.Create("show", "The policy in force, and the weights that say most", output, (client, _, cancellationToken) =>
            client.GetPolicyAsync(cancellationToken), Print),
        Explore(output),
        Verb.Create("snapshots", "The policies that are kept", output, (client, _, cancellationToken) =>
            client.GetSnapshotsAsync(cancellationToken), Print),
        Verb.Create("freeze", "Hold the policy as it is in force, while learning goes on", output, (client, _, cancellationToken) =>
            client.FreezePolicyAsync(cancellationToken), Print),
        Verb.Create("unfreeze", "Put the latest policy in force again", output, (client, _, cancellationToken) =>
            client.UnfreezePolicyAsync(cancellationToken), Print),
        RollBack(output),
        Judgement.Evaluate(output),
        Judgement.Promote(output),
    };

    private static Command Explore(Output output)
    {
        var amount = new Argument<double>("amount") { Description = "0 never explores; what more means depends on the policy" };
        var policy = new Option<string?>("--policy") { Description = "Such as lin-ts; the one in force unless given" };
        var force = Force();
        var takeOver = new Option<double?>("--take-over")
        {
            Description = "Of an apprentice: lin-ts takes over by itself, exploring by so much, once it has earned it",
        };
        var rule = new Judgement.Rule();
        return Verb.Create(
            "explore",
            "Set how much the policy explores; what it has learned stays",
            output,
            (client, typed, cancellationToken) => client.SetExplorationAsync(
                new ExplorationRequest
                {
                    Policy = typed.GetValue(policy),
                    Exploration = typed.GetRequiredValue(amount),
                    TakeOver = typed.GetValue(takeOver) is { } exploration ? rule.Of(typed, exploration) : null,
                },
                typed.GetValue(force),
                cancellationToken),
            Print,
            [amount, policy, takeOver, .. rule.Symbols, force]);
    }

    /// <summary>Of the verbs that would put a policy in force unjudged.</summary>
    internal static Option<bool> Force() => new("--force") { Description = "Whatever was earned" };

    private static Command RollBack(Output output)
    {
        var version = new Argument<long>("version") { Description = "Of a snapshot" };
        return Verb.Create("rollback", "Hold a snapshot in force", output, (client, typed, cancellationToken) =>
            client.RollPolicyBackAsync(typed.GetRequiredValue(version), cancellationToken), Print, version);
    }

    private static void Print(LearnedPolicy policy, IAnsiConsole console)
    {
        console.WriteLine(Say($"{policy.Policy}, exploration {policy.Exploration}, version {policy.Version}, {policy.Rewards} rewards"));
        console.WriteLine(policy.Frozen is { } snapshot ? Say($"snapshot {snapshot} is held in force") : "the latest is in force");
        if (policy.TakeOver is { } rule)
        {
            console.WriteLine(Say($"{rule.Policy ?? "lin-ts"} takes over once it has earned it, looked at from {rule.LeastDecisions} decisions"));
        }

        var known = policy.Weights.Where(weight => weight.Doubt < 1);
        foreach (var weight in known.OrderByDescending(weight => Math.Abs(weight.Mean)).Take(Told))
        {
            console.WriteLine(Say($"{weight.Mean,8:+0.000;-0.000;0.000}  {weight.Feature}"));
        }
    }

    private static void Print(SnapshotList list, IAnsiConsole console)
    {
        foreach (var kept in list.Snapshots)
        {
            console.WriteLine(Say(
                $"{kept.Version,8}  {kept.MadeAt:u}  {kept.Reason,-9}  {kept.Rewards} rewards{(kept.InForce ? ", in force" : "")}"));
        }
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

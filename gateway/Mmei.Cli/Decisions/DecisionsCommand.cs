using System.CommandLine;
using Mmei.Contracts.Api.V1;
using Spectre.Console;

namespace Mmei.Cli.Decisions;

/// <summary><c>decisions</c>: what led to a recommendation, whether it comes out the same again, and why an item is not in it.</summary>
internal static class DecisionsCommand
{
    public static Command Create(Output output) => new("decisions", "What was recommended, and why")
    {
        Show(output), Replay(output), WhyNot(output),
    };

    private static Command Show(Output output)
    {
        var id = Decision();
        return Verb.Create("show", "The record of a recommendation", output, (client, typed, cancellationToken) =>
            client.GetDecisionAsync(IdOf(typed, id), whyNot: null, cancellationToken),
            (decision, console) => console.Write(new DecisionView(decision)), id);
    }

    private static Command Replay(Output output)
    {
        var id = Decision();
        return Verb.Create(
            "replay",
            "Make it again, and compare bit for bit. Done in part where it is not identical",
            output,
            (client, typed, cancellationToken) => client.ReplayDecisionAsync(IdOf(typed, id), cancellationToken),
            Print,
            static replay => replay.Outcome == ReplayOutcome.Identical,
            id);
    }

    private static Command WhyNot(Output output)
    {
        var id = Decision();
        var item = new Argument<string>("item") { Description = "The item that was missed" };
        return Verb.Create("why-not", "Why an item was not recommended", output, async (client, typed, cancellationToken) =>
        {
            var decision = await client.GetDecisionAsync(IdOf(typed, id), typed.GetRequiredValue(item), cancellationToken);
            return decision.WhyNot ?? throw new HttpRequestException("The platform does not say why not: it is of an older version.");
        }, (why, console) => console.WriteLine(why.Reason), id, item);
    }

    private static void Print(ReplayAnswer replay, IAnsiConsole console)
    {
        console.WriteLine(replay.Outcome.ToString().ToLowerInvariant());
        foreach (var lack in replay.Lacks)
        {
            console.WriteLine($"{lack.What.ToString().ToLowerInvariant()} {lack.Id}: {lack.Problem.ToString().ToLowerInvariant()}");
        }

        foreach (var difference in replay.Differences)
        {
            console.WriteLine($"place {difference.Position}, {difference.Part}: {difference.Recorded} was, {difference.Replayed} is");
        }
    }

    private static Argument<string> Decision() => new("decision") { Description = "The decisionId of a recommendation" };

    private static Guid IdOf(ParseResult arguments, Argument<string> argument)
    {
        var given = arguments.GetRequiredValue(argument);
        return Guid.TryParse(given, out var id)
            ? id
            : throw new UsageException($"A decision is named by an id such as 0193f2a4-7c1e-7b3a-9d52-6f1e8a0c4b77, not '{given}'.");
    }
}

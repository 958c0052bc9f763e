using System.CommandLine;
using Mmei.Client;
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
        var (connection, id) = (new Connection(), Decision());
        var command = new Command("show", "The record of a recommendation") { id };
        connection.AddTo(command);
        command.SetAction(async (arguments, cancellationToken) =>
        {
            using var http = connection.Open(arguments);
            var decision = await new MmeiClient(http).GetDecisionAsync(IdOf(arguments, id), whyNot: null, cancellationToken);
            output.Write(arguments.GetValue(connection.Json), decision, console => console.Write(new DecisionView(decision)));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Replay(Output output)
    {
        var (connection, id) = (new Connection(), Decision());
        var command = new Command("replay", "Make it again, and compare bit for bit. Done in part where it is not identical") { id };
        connection.AddTo(command);
        command.SetAction(async (arguments, cancellationToken) =>
        {
            using var http = connection.Open(arguments);
            var replay = await new MmeiClient(http).ReplayDecisionAsync(IdOf(arguments, id), cancellationToken);
            output.Write(arguments.GetValue(connection.Json), replay, console =>
            {
                console.WriteLine(replay.Outcome.ToString().ToLowerInvariant());
                foreach (var lack in replay.Lacks)
                {
                    console.WriteLine($"{lack.What.ToString().ToLowerInvariant()} {lack.Id}: {lack.Problem.ToString().ToLowerInvariant()}");
                }

                foreach (var difference in replay.Differences)
                {
                    console.WriteLine(
                        $"place {difference.Position}, {difference.Part}: {difference.Recorded} was, {difference.Replayed} is");
                }
            });
            return replay.Outcome == ReplayOutcome.Identical ? ExitCode.Done : ExitCode.Partly;
        });
        return command;
    }

    private static Command WhyNot(Output output)
    {
        var (connection, id) = (new Connection(), Decision());
        var item = new Argument<string>("item") { Description = "The item that was missed" };
        var command = new Command("why-not", "Why an item was not recommended") { id, item };
        connection.AddTo(command);
        command.SetAction(async (arguments, cancellationToken) =>
        {
            using var http = connection.Open(arguments);
            var decision = await new MmeiClient(http).GetDecisionAsync(
                IdOf(arguments, id), arguments.GetRequiredValue(item), cancellationToken);
            var why = decision.WhyNot ?? throw new HttpRequestException("The platform does not say why not: it is of an older version.");
            output.Write(arguments.GetValue(connection.Json), why, console => console.WriteLine(why.Reason));
            return ExitCode.Done;
        });
        return command;
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

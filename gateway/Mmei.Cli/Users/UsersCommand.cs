using System.CommandLine;
using System.Globalization;
using Mmei.Client;
using Mmei.Contracts.Api.V1;
using Spectre.Console;

namespace Mmei.Cli.Users;

/// <summary><c>users</c>: what is kept of a person, and its end.</summary>
internal static class UsersCommand
{
    public static Command Create(Output output) => new("users", "What is kept of people") { Show(output), Erase(output) };

    private static Command Show(Output output)
    {
        var connection = new Connection();
        var id = new Argument<string>("id") { Description = "The person, as observations name them" };
        var command = new Command("show", "What is kept of a person's taste") { id };
        connection.AddTo(command);
        command.SetAction(async (arguments, cancellationToken) =>
        {
            using var http = connection.Open(arguments);
            var user = await new MmeiClient(http).GetUserAsync(arguments.GetRequiredValue(id), cancellationToken);
            output.Write(arguments.GetValue(connection.Json), user, console => Print(user, console));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Erase(Output output)
    {
        var connection = new Connection();
        var id = new Argument<string>("id") { Description = "The person, as observations name them" };
        var command = new Command("erase", "Erase a person everywhere. It cannot be taken back") { id };
        connection.AddTo(command);
        command.SetAction(async (arguments, cancellationToken) =>
        {
            using var http = connection.Open(arguments);
            var receipt = await new MmeiClient(http).EraseUserAsync(arguments.GetRequiredValue(id), cancellationToken);
            output.Write(arguments.GetValue(connection.Json), receipt, console => Print(receipt, console));
            return receipt.Complete ? ExitCode.Done : ExitCode.Partly;
        });
        return command;
    }

    private static void Print(UserAnswer user, IAnsiConsole console)
    {
        console.WriteLine(user.Since is { } since
            ? $"known since {since.ToString("u", CultureInfo.InvariantCulture)}"
            : "nothing is kept of this person's taste");
        console.WriteLine($"liked       {Items(user.Liked)}");
        console.WriteLine($"disliked    {Items(user.Disliked)}");
        console.WriteLine($"seen        {Items(user.Seen)}");
    }

    private static void Print(ErasureReceipt receipt, IAnsiConsole console)
    {
        console.WriteLine(receipt.Complete
            ? $"Erased, receipt {receipt.ErasureId}."
            : $"Erased in part, receipt {receipt.ErasureId}: a service has not answered yet. It will erase; ask again to know.");
        console.WriteLine(
            $"{receipt.Decisions} decisions, {receipt.Signals} signals, {receipt.Votes} votes, {receipt.PolicyRewards} rewards");
    }

    private static string Items(IReadOnlyList<string> ids) => ids.Count == 0 ? "-" : string.Join(", ", ids);
}

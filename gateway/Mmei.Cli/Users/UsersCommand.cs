using System.CommandLine;
using System.Globalization;
using Mmei.Contracts.Api.V1;
using Spectre.Console;

namespace Mmei.Cli.Users;

/// <summary><c>users</c>: what is kept of a person, and its end.</summary>
internal static class UsersCommand
{
    public static Command Create(Output output) => new("users", "What is kept of people") { Show(output), Erase(output) };

    private static Command Show(Output output)
    {
        var id = Person();
        return Verb.Create("show", "What is kept of a person's taste", output, (client, typed, cancellationToken) =>
            client.GetUserAsync(typed.GetRequiredValue(id), cancellationToken), Print, id);
    }

    private static Command Erase(Output output)
    {
        var id = Person();
        return Verb.Create(
            "erase",
            "Erase a person everywhere. It cannot be taken back",
            output,
            (client, typed, cancellationToken) => client.EraseUserAsync(typed.GetRequiredValue(id), cancellationToken),
            Print,
            static receipt => receipt.Complete,
            id);
    }

    private static Argument<string> Person() => new("id") { Description = "The person, as observations name them" };

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

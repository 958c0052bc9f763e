using System.CommandLine;
using System.Globalization;
using Mmei.Contracts.Api.V1;
using Spectre.Console;

namespace Mmei.Cli.Users;

/// <summary><c>users</c>: what is kept of a person, and its end.</summary>
internal static class UsersCommand
{
    public static Command Create(Output output) => new("users", "What is kept of people")
    {
        Show(output), Consent(output), Agree(output), Withdraw(output), Erase(output),
    };

    private static Command Show(Output output)
    {
        var id = Person();
        return Verb.Create("show", "What is kept of a person: taste and mood", output, (client, typed, cancellationToken) =>
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

    private static Command Consent(Output output)
    {
        var id = Person();
        return Verb.Create("consent", "What a person agreed to", output, (client, typed, cancellationToken) =>
            client.GetConsentAsync(typed.GetRequiredValue(id), cancellationToken), Print, id);
    }

    private static Command Agree(Output output)
    {
        var id = Person();
        var image = new Option<bool>("--image") { Description = "Their face may be read" };
        var audio = new Option<bool>("--audio") { Description = "Their voice may be heard" };
        var purpose = new Option<string>("--purpose") { Description = "What they agreed to, such as recommendation", Required = true };
        return Verb.Create(
            "agree",
            "Store what a person agreed to, for all their observations, in place of what was stored",
            output,
            (client, typed, cancellationToken) => client.StoreConsentAsync(
                typed.GetRequiredValue(id),
                new UserConsentRequest
                {
                    Image = typed.GetValue(image),
                    Audio = typed.GetValue(audio),
                    Purpose = typed.GetRequiredValue(purpose),
                },
                cancellationToken),
            Print,
            id,
            image,
            audio,
            purpose);
    }

    private static Command Withdraw(Output output)
    {
        var id = Person();
        return Verb.Create(
            "withdraw", "Withdraw what a person agreed to", output, async (client, typed, cancellationToken) =>
        {
            var person = typed.GetRequiredValue(id);
            await client.WithdrawConsentAsync(person, cancellationToken);
            return new Withdrawn(person);
        }, (done, console) => console.WriteLine($"What {done.Person} agreed to is withdrawn."), id);
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
        console.WriteLine($"decisions   {user.Decisions}");
        console.WriteLine($"mood        {(user.Mood is { } mood ? Mood(mood) : "-")}");
    }

    private static void Print(UserConsentAnswer consent, IAnsiConsole console)
    {
        console.WriteLine($"face        {(consent.Image ? "agreed" : "not agreed")}");
        console.WriteLine($"voice       {(consent.Audio ? "agreed" : "not agreed")}");
        console.WriteLine($"purpose     {consent.Purpose ?? "-"}");
        console.WriteLine($"stored      {consent.StoredAt?.ToString("u", CultureInfo.InvariantCulture) ?? "-"}");
    }

    private static void Print(ErasureReceipt receipt, IAnsiConsole console)
    {
        console.WriteLine(receipt.Complete
            ? $"Erased, receipt {receipt.ErasureId}."
            : $"Erased in part, receipt {receipt.ErasureId}: a service has not answered yet. It will erase; ask again to know.");
        console.WriteLine(
            $"{receipt.Decisions} decisions, {receipt.Signals} signals, {receipt.Votes} votes, {receipt.PolicyRewards} rewards");
    }

    private static string Mood(UserMood mood)
    {
        var felt = mood.Mean.OrderByDescending(share => share.Value).Take(3)
            .Select(share => string.Create(CultureInfo.InvariantCulture, $"{share.Key.ToString().ToLowerInvariant()} {share.Value:0.00}"));
        var changes = mood.Volatility is { } volatility
            ? string.Create(CultureInfo.InvariantCulture, $"; changes by {volatility:0.00} from one observation to the next")
            : "";
        return $"{string.Join(", ", felt)}{changes}";
    }

    private static string Items(IReadOnlyList<string> ids) => ids.Count == 0 ? "-" : string.Join(", ", ids);

    private sealed record Withdrawn(string Person);
}

using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace Mmei.Cli.Keys;

/// <summary><c>keys</c>: the API keys in a file that a gateway reads. The platform is not called, and no key is kept, but hashes.</summary>
internal static class KeysCommand
{
    private const int UsualOverlapHours = 24;

    public static Command Create(Output output, TimeProvider time) => new("keys", "The API keys in a file that a gateway reads (Auth:KeysFile)")
    {
        List(output, time),
        Make(output, time),
        Rotate(output, time),
        Revoke(output, time),
    };

    private static Command List(Output output, TimeProvider time)
    {
        var file = TheFile();
        return Verb.CreateLocal("list", "The keys, their tenants, scopes and ends", output, async (typed, cancellationToken) =>
            new KeyRing(await KeysFile.ReadAsync(typed.GetRequiredValue(file), cancellationToken), time.GetUtcNow()).List(), Print, file);
    }

    private static Command Make(Output output, TimeProvider time)
    {
        var (file, name, expires) = (TheFile(), Name(), Expires());
        var tenant = new Option<string>("--tenant") { Description = "Whose catalog, people and policy it opens", Required = true };
        var scopes = new Option<string[]>("--scope") { Description = "What it may be used for; given more than once for more; everything unless given" };
        scopes.AcceptOnlyFromAmong([.. KeyRing.Scopes]);
        return Verb.CreateLocal("make", "A new key, told this once", output, (typed, cancellationToken) => ChangeAsync(
            typed.GetRequiredValue(file),
            time,
            ring => ring.Make(
                typed.GetRequiredValue(name), typed.GetRequiredValue(tenant), typed.GetValue(scopes) ?? [], typed.GetValue(expires)),
            cancellationToken), Print, file, name, tenant, scopes, expires);
    }

    private static Command Rotate(Output output, TimeProvider time)
    {
        var (file, name, expires) = (TheFile(), Name(), Expires());
        var overlap = new Option<int>("--overlap-hours")
        {
            Description = "How long the old key is in force beside the new one; 0 ends it at once",
            DefaultValueFactory = _ => UsualOverlapHours,
        }.WholeNumber();
        overlap.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 8760)
            {
                result.AddError("--overlap-hours takes 0 to 8760, which is a year.");
            }
        });
        return Verb.CreateLocal("rotate", "A new key in another's place, told this once", output, (typed, cancellationToken) => ChangeAsync(
            typed.GetRequiredValue(file),
            time,
            ring => ring.Rotate(typed.GetRequiredValue(name), TimeSpan.FromHours(typed.GetValue(overlap)), typed.GetValue(expires)),
            cancellationToken), Print, file, name, overlap, expires);
    }

    private static Command Revoke(Output output, TimeProvider time)
    {
        var (file, name) = (TheFile(), Name());
        return Verb.CreateLocal("revoke", "End a key at once", output, (typed, cancellationToken) => ChangeAsync(
            typed.GetRequiredValue(file), time, ring => ring.Revoke(typed.GetRequiredValue(name)), cancellationToken),
            (done, console) => console.WriteLine($"{done.Revoked} is revoked."), file, name);
    }

    private static Task<T> ChangeAsync<T>(string file, TimeProvider time, Func<KeyRing, T> change, CancellationToken cancellationToken) =>
        KeysFile.ChangeAsync(file, keys => change(new KeyRing(keys, time.GetUtcNow())), cancellationToken);

    private static Argument<string> TheFile() => new("file") { Description = "The file; 'make' begins it where there is none" };

    private static Argument<string> Name() => new("name") { Description = "Of the key, such as acme-web" };

    private static Option<DateTimeOffset?> Expires() =>
        new Option<DateTimeOffset?>("--expires") { Description = "When the new key ends, such as 2030-01-31T00:00:00Z; never unless given" }.Time();

    private static void Print(MadeKey made, IAnsiConsole console)
    {
        Print(new KeyList(made.Before is { } before ? [made.Listed, before] : [made.Listed]), console);
        console.WriteLine($"The key of {made.Listed.Name}, told this once:");
        console.WriteLine(made.Key);
    }

    private static void Print(KeyList list, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("key", "tenant", "scopes", "ends");
        foreach (var key in list.Keys)
        {
            var end = key.ExpiresAt is { } at ? at.ToString("u", CultureInfo.InvariantCulture) : "never";
            table.AddRow(
                new Text(key.Name),
                new Text(key.Tenant),
                new Text(string.Join(", ", key.Scopes)),
                new Text(key.InForce ? end : $"{end}, ended"));
        }

        console.Write(table);
    }
}

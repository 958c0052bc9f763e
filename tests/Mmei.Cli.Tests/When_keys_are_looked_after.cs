using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Mmei.Cli.Tests;

public sealed class When_keys_are_looked_after : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "keys.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Should_tell_a_new_key_and_keep_its_hash_alone()
    {
        var key = await MakeAsync("acme-web", "--scope", "observe", "--scope", "feedback", "--expires", "2999-01-31T00:00:00Z");

        var kept = Kept("acme-web")!;
        kept["Tenant"]!.GetValue<string>().ShouldBe("acme");
        kept["Sha256"]!.GetValue<string>().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
        kept["Scopes"]!.AsArray().Select(scope => scope!.GetValue<string>()).ShouldBe(["observe", "feedback"]);
        kept["ExpiresAt"]!.GetValue<string>().ShouldStartWith("2999-01-31");
        (await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken)).ShouldNotContain(key);
    }

    [Fact]
    public async Task Should_list_what_there_is()
    {
        await MakeAsync("acme-web", "--scope", "observe");
        await MakeAsync("acme-jobs");

        var run = await Cli.RunAsync("keys", "list", File);

        run.Exit.ShouldBe(0, run.Error);
        run.Out.ShouldMatch(@"acme-jobs +acme +observe, feedback, catalog, admin +never\s+acme-web +acme +observe +never");
    }

    [Fact]
    public async Task Should_leave_the_old_key_in_force_for_a_while_after_a_rotation()
    {
        await MakeAsync("acme-web", "--scope", "observe");
        var old = Kept("acme-web")!["Sha256"]!.GetValue<string>();

        var run = await Cli.RunAsync("keys", "rotate", File, "acme-web", "--json");

        run.Exit.ShouldBe(0, run.Error);
        var before = Kept("acme-web-before")!;
        before["Sha256"]!.GetValue<string>().ShouldBe(old);
        before["ExpiresAt"]!.GetValue<DateTimeOffset>().ShouldBe(TimeProvider.System.GetUtcNow().AddHours(24), TimeSpan.FromMinutes(5));
        Kept("acme-web")!["Sha256"]!.GetValue<string>().ShouldNotBe(old);
        Kept("acme-web")!["Scopes"]!.AsArray().Count.ShouldBe(1);
        JsonNode.Parse(run.Out)!["before"]!["inForce"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Should_end_a_leaked_key_at_once()
    {
        await MakeAsync("acme-web");

        (await Cli.RunAsync("keys", "rotate", File, "acme-web", "--overlap-hours", "0")).Exit.ShouldBe(0);

        Kept("acme-web-before").ShouldBeNull();
    }

    [Fact]
    public async Task Should_not_forget_a_key_that_is_still_in_force()
    {
        await MakeAsync("acme-web");
        await Cli.RunAsync("keys", "rotate", File, "acme-web");
        var kept = await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken);

        var run = await Cli.RunAsync("keys", "rotate", File, "acme-web");

        run.Exit.ShouldBe(2);
        run.Error.ShouldContain("'acme-web-before' is in force until");
        (await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken)).ShouldBe(kept);
    }

    [Fact]
    public async Task Should_revoke_a_key()
    {
        await MakeAsync("acme-web");

        (await Cli.RunAsync("keys", "revoke", File, "acme-web")).Exit.ShouldBe(0);

        Kept("acme-web").ShouldBeNull();
    }

    [Theory]
    [InlineData("--tenant must be", "make", "acme-web", "--tenant", "a b")]
    [InlineData("small letters", "make", "Acme", "--tenant", "acme")]
    [InlineData("small letters", "make", "0", "--tenant", "acme")]
    [InlineData("'observ'", "make", "acme-web", "--tenant", "acme", "--scope", "observ")]
    [InlineData("a time to come", "make", "acme-web", "--tenant", "acme", "--expires", "2020-01-01")]
    [InlineData("--expires takes a time", "make", "acme-web", "--tenant", "acme", "--expires", "soon")]
    [InlineData("'keys rotate'", "make", "taken", "--tenant", "acme")]
    [InlineData("no key 'absent'; there are: taken", "revoke", "absent")]
    [InlineData("0 to 8760", "rotate", "taken", "--overlap-hours", "-1")]
    public async Task Should_say_what_is_wrong_and_change_nothing(string said, string verb, params string[] rest)
    {
        await MakeAsync("taken");
        var kept = await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken);

        var run = await Cli.RunAsync("", ["keys", verb, File, .. rest]);

        run.Exit.ShouldBe(2);
        run.Error.ShouldContain(said);
        run.Out.ShouldBeEmpty();
        (await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken)).ShouldBe(kept);
    }

    [Theory]
    [InlineData("""{ "Logging": {} }""")]
    [InlineData("[]")]
    [InlineData("no JSON")]
    public async Task Should_not_write_over_another_kind_of_file(string content)
    {
        _folder.Write("keys.json", content);

        var run = await Cli.RunAsync("keys", "make", File, "acme-web", "--tenant", "acme");

        run.Exit.ShouldBe(2);
        run.Error.ShouldContain("is no file of keys");
        (await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken)).ShouldBe(content);
    }

    [Fact]
    public async Task Should_keep_every_key_that_several_make_at_once()
    {
        var exits = await Task.WhenAll(Enumerable.Range(0, 8).Select(async maker =>
            (Name: $"key-{maker}", (await Cli.RunAsync("keys", "make", File, $"key-{maker}", "--tenant", "acme")).Exit)));

        exits.ShouldAllBe(made => made.Exit == 0 || made.Exit == 4);
        exits.Where(made => made.Exit == 0).ShouldAllBe(made => Kept(made.Name) != null);
        exits.ShouldContain(made => made.Exit == 0);
    }

    private async Task<string> MakeAsync(string name, params string[] options)
    {
        var run = await Cli.RunAsync("", ["keys", "make", File, name, "--tenant", "acme", "--json", .. options]);
        run.Exit.ShouldBe(0, run.Error);
        return JsonNode.Parse(run.Out)!["key"]!.GetValue<string>();
    }

    private JsonNode? Kept(string name) => JsonNode.Parse(System.IO.File.ReadAllText(File))!["Auth"]!["ApiKeys"]![name];
}

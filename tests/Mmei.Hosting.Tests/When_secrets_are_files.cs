using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mmei.Hosting.Options;
using Mmei.Testing.Servers;

namespace Mmei.Hosting.Tests;

public sealed class When_secrets_are_files : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Should_read_each_as_the_setting_that_it_is_named_for_over_what_is_set_elsewhere()
    {
        Mount("first", ("Door__Password", "from a file\n"));
        await using var app = await StartAsync();

        Password(app).ShouldBe("from a file");
    }

    [Fact]
    public async Task Should_follow_a_change_while_the_service_runs()
    {
        Mount("first", ("Door__Password", "old"));
        await using var app = await StartAsync();
        Password(app).ShouldBe("old");

        Mount("second", ("Door__Password", "rotated"));

        await UntilAsync(() => Password(app) == "rotated");
    }

    [Fact]
    public async Task Should_keep_what_was_and_say_so_when_a_change_is_wrong()
    {
        Mount("first", ("Door__Password", "old"));
        await using var app = await StartAsync();
        Password(app).ShouldBe("old");

        Mount("second", ("Door__Password", "far too long to be one"));

        await UntilAsync(() => (Password(app), app.Logs.Entries.Any(entry => entry.Level == LogLevel.Error
            && entry.Text.Contains("stay those of before", StringComparison.Ordinal)
            && entry.Text.Contains("Door:Password", StringComparison.Ordinal))) == ("old", true));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Should_keep_what_a_file_held_that_is_gone_or_empty(string? content)
    {
        Mount("first", ("Door__Password", "old"), ("Door__Name", "front"));
        await using var app = await StartAsync();
        Door(app).Password.ShouldBe("old");

        Mount("second", [("Door__Name", "back"), .. content is null ? [] : new[] { ("Door__Password", content) }]);

        await UntilAsync(() => Door(app).Name == "back");
        Door(app).Password.ShouldBe("old");
    }

    [Fact]
    public async Task Should_keep_what_was_when_a_change_is_no_value_of_its_setting()
    {
        Mount("first", ("Door__Password", "old"), ("Door__Locks", "2"));
        await using var app = await StartAsync();
        Door(app).Locks.ShouldBe(2);

        Mount("second", ("Door__Password", "rotated"), ("Door__Locks", "two"));

        await UntilAsync(() => (Password(app), app.Logs.Entries.Any(entry => entry.Level == LogLevel.Error
            && entry.Text.Contains("stay those of before", StringComparison.Ordinal)
            && entry.Text.Contains("Door:Locks", StringComparison.Ordinal))) == ("old", true));
    }

    [Fact]
    public async Task Should_say_which_folder_is_not_there()
    {
        var start = () => HostedApp.StartAsync(settings: ("Hosting:SecretsFolder", _folder["none"]));

        (await start.ShouldThrowAsync<OptionsValidationException>()).Message.ShouldBe(
            $"Hosting:SecretsFolder is {_folder["none"]}, and there is no such folder.");
    }

    private static DoorOptions Door(HostedApp app) => app.Services.GetRequiredService<IOptions<DoorOptions>>().Value;

    private static string Password(HostedApp app) => Door(app).Password;

    private Task<HostedApp> StartAsync() => HostedApp.StartAsync(
        configure: builder => builder.AddValidatedOptions<DoorOptions>("Door").Followed(),
        settings: [("Hosting:SecretsFolder", _folder["mounted"]), ("Door:Password", "from elsewhere")]);

    /// <summary>As Kubernetes mounts a secret: names link into a folder, and another folder takes its place.</summary>
    private void Mount(string version, params (string Name, string Content)[] files)
    {
        var mounted = Directory.CreateDirectory(_folder["mounted"]).FullName;
        foreach (var gone in Directory.GetFiles(mounted).Where(file => !files.Any(given => given.Name == Path.GetFileName(file))))
        {
            File.Delete(gone);
        }

        Directory.CreateDirectory(Path.Combine(mounted, $"..{version}"));
        foreach (var (name, content) in files)
        {
            File.WriteAllText(Path.Combine(mounted, $"..{version}", name), content);
            if (!File.Exists(Path.Combine(mounted, name)))
            {
                File.CreateSymbolicLink(Path.Combine(mounted, name), Path.Combine("..data", name));
            }
        }

        var link = Path.Combine(mounted, "..data");
        if (Directory.Exists(link))
        {
            Directory.Delete(link);
        }

        Directory.CreateSymbolicLink(link, $"..{version}");
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(30));
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, timeout.Token);
        }
    }

    private sealed class DoorOptions
    {
        [MaxLength(12)]
        public string Password { get; init; } = "";

        public string Name { get; init; } = "";

        public int Locks { get; init; }
    }
}

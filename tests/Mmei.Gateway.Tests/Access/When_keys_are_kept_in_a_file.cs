using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Mmei.Gateway.Access;
using Mmei.Testing.Servers;

namespace Mmei.Gateway.Tests.Access;

public sealed class When_keys_are_kept_in_a_file : IDisposable
{
    private const string New = "a-key-of-the-file";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Should_take_them_beside_those_of_the_settings()
    {
        Write(("acme-web", New));
        await using var app = await StartAsync();

        (await StatusAsync(app, New)).ShouldBe(200);
        (await StatusAsync(app, GatewayApp.Key)).ShouldBe(200);
    }

    [Fact]
    public async Task Should_take_what_is_made_and_refuse_what_is_revoked_while_it_runs()
    {
        Write();
        await using var app = await StartAsync();
        (await StatusAsync(app, New)).ShouldBe(401);

        Write(("acme-web", New));
        await UntilAsync(app, 200);

        Write();
        await UntilAsync(app, 401);
    }

    [Theory]
    [InlineData("""{ "Auth": { "ApiKeys": { "acme-web": { "Tenant": "acme", "Sha256": "short" }, "next": { "Tenant": "acme", "Sha256": """)]
    [InlineData("""{ "Auth": { "ApiKeys": { "acme-web": { "Tenant": "acme", "Sha256": "short" } } } }""")]
    [InlineData("""
        { "Auth": { "ApiKeys": { "acme-web": {
            "Tenant": "acme", "Sha256": "0000000000000000000000000000000000000000000000000000000000000000", "ExpiresAt": "soon" } } } }
        """)]
    public async Task Should_keep_the_keys_of_before_while_the_file_is_wrong(string wrong)
    {
        Write(("acme-web", New));
        await using var app = await StartAsync();
        (await StatusAsync(app, New)).ShouldBe(200);

        Replace(wrong);

        // For longer than the gateway takes to read it.
        for (var passed = 0; passed < 20; passed++)
        {
            (await StatusAsync(app, New)).ShouldBe(200);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Write();
        await UntilAsync(app, 401);
    }

    [Fact]
    public async Task Should_say_that_a_changed_file_cannot_be_read()
    {
        Write(("acme-web", New));
        await using var app = await StartAsync();
        using var log = new LogLines();
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);

        Replace("""{ "Auth": """);

        var line = await log.Lines.Reader.ReadAsync(TestContext.Current.CancellationToken);
        line.ShouldContain("The API keys stay those of before");
        line.ShouldContain("keys.json");
    }

    [Fact]
    public async Task Should_keep_the_keys_of_a_file_that_cannot_be_read_when_something_else_changes()
    {
        Write(("acme-web", New));
        await using var app = await StartAsync();
        using var log = new LogLines();
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        Replace("""{ "Auth": """);
        await log.Lines.Reader.ReadAsync(TestContext.Current.CancellationToken);

        app.Services.GetRequiredService<IOptionsMonitorCache<AuthOptions>>().Clear();

        (await StatusAsync(app, New)).ShouldBe(200);
    }

    [Fact]
    public async Task Should_not_start_without_the_file() =>
        (await Should.ThrowAsync<FileNotFoundException>(StartAsync)).Message.ShouldContain("keys.json");

    private Task<GatewayApp> StartAsync() => GatewayApp.StartAsync(("Auth:KeysFile", _folder["keys.json"]));

    /// <summary>As the command line does it: whole at any moment.</summary>
    private void Write(params IEnumerable<(string Name, string Key)> keys)
    {
        var entries = keys.Select(key =>
            $$"""
            "{{key.Name}}": { "Tenant": "{{GatewayApp.Tenant}}", "Sha256": "{{GatewayApp.Sha256Of(key.Key)}}", "Scopes": ["observe"] }
            """);
        Replace($$"""{ "Auth": { "ApiKeys": { {{string.Join(", ", entries)}} } } }""");
    }

    private void Replace(string content)
    {
        File.WriteAllText(_folder["next"], content);
        File.Move(_folder["next"], _folder["keys.json"], overwrite: true);
    }

    private static async Task UntilAsync(GatewayApp app, int status)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(30));
        while (await StatusAsync(app, New) != status)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, timeout.Token);
        }
    }

    private static async Task<int> StatusAsync(GatewayApp app, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/observations")
        {
            Content = new StringContent("""{ "text": "hi" }""", null, "application/json"),
        };
        request.Headers.Add("X-Api-Key", key);
        return (await Answer.ReadAsync(await app.Anonymous.SendAsync(request, TestContext.Current.CancellationToken))).Status;
    }

    /// <summary>What is logged of the keys file.</summary>
    private sealed class LogLines : ILoggerProvider, ILogger
    {
        public Channel<string> Lines { get; } = Channel.CreateUnbounded<string>();

        public ILogger CreateLogger(string categoryName) =>
            categoryName.EndsWith("KeysFileFaults", StringComparison.Ordinal) ? this : NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Writer.TryWrite(formatter(state, exception));

        public void Dispose() => Lines.Writer.TryComplete();
    }
}

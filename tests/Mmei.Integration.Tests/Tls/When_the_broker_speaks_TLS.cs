using System.Net;
using Mmei.Testing.Servers;

namespace Mmei.Integration.Tests.Tls;

/// <summary>A broker whose certificate comes from an authority that no machine knows by itself.</summary>
public sealed class When_the_broker_speaks_TLS : IAsyncLifetime
{
    private const string Service = "services/ranking/Mmei.Ranking";

    private readonly TempFolder _folder = new();
    private readonly int _port = FreePort.Find();
    private RabbitMqServer _broker = null!;

    public async ValueTask InitializeAsync()
    {
        Authority.Write(_folder.Path, TimeProvider.System);
        if (!OperatingSystem.IsWindows())
        {
            // The broker runs as a user of its own.
            const UnixFileMode Others = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            File.SetUnixFileMode(_folder.Path, File.GetUnixFileMode(_folder.Path) | Others);
        }

        _broker = new RabbitMqServer
        {
            Configuration = $"""
                listeners.ssl.1 = 127.0.0.1:{_port}
                ssl_options.cacertfile = {_folder["trusted/authority.pem"]}
                ssl_options.certfile = {_folder["server.pem"]}
                ssl_options.keyfile = {_folder["server.key"]}

                """,
        };
        await _broker.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Should_believe_who_is_vouched_for_by_an_authority_in_the_folder_that_is_named_and_nobody_else()
    {
        var cancelled = TestContext.Current.CancellationToken;
        await using var doubting = Start();
        await using var trusting = Start(("SSL_CERT_DIR", $"/etc/ssl/certs:{_folder["trusted"]}"));
        await trusting.ReadyAsync();

        using var http = new HttpClient { BaseAddress = doubting.Address };
        (await http.GetAsync(new Uri("health/live", UriKind.Relative), cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await http.GetAsync(new Uri("health/ready", UriKind.Relative), cancelled)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    private ServiceProcess Start(params (string Key, string? Value)[] settings) => ServiceProcess.Start(
        Service,
        new Dictionary<string, string?>(_broker.Settings)
        {
            ["Bus:Port"] = $"{_port}",
            ["Bus:Tls"] = "true",
            ["Storage:Provider"] = "Sqlite",
            ["Storage:ConnectionString"] = $"Data Source={_folder[$"{Guid.NewGuid()}.db"]}",
        }.Concat(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))));
}

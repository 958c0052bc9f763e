using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Xunit.Sdk;

namespace Mmei.Testing.Servers;

/// <summary>
/// A real RabbitMQ of one test assembly: own node, own name server (epmd), own ports and folder, loopback only. Use it as an assembly
/// fixture.
/// Where no RabbitMQ is installed the tests that ask for it are skipped, and say so.
/// </summary>
public sealed class RabbitMqServer : IAsyncLifetime
{
    private readonly SystemUser _user = new("rabbitmq");
    private readonly TempFolder _folder = new();
    private readonly int _port = FreePort.Find();
    private readonly int _distributionPort = FreePort.Find();
    private readonly int _nameServerPort = FreePort.Find();
    private readonly string? _rabbitMq = Executable.Find("rabbitmq-server", "/usr/lib/rabbitmq/bin");
    private readonly string? _control = Executable.Find("rabbitmqctl", "/usr/lib/rabbitmq/bin");
    private readonly string? _nameServerFile = Executable.Find("epmd", "/usr/bin");
    private ServerProcess? _nameServer;
    private ServerProcess? _broker;
    private int _virtualHosts;

    public string Host { get; } = "127.0.0.1";

    /// <summary>Further lines of <c>rabbitmq.conf</c>.</summary>
    public string Configuration { get; init; } = "";

    /// <summary>The AMQP port.</summary>
    /// <exception cref="SkipException">No RabbitMQ is installed.</exception>
    public int Port
    {
        get
        {
            SkipIfMissing();
            return _port;
        }
    }

    /// <summary>
    /// The settings that point a service at the virtual host that the broker starts with. It is one for all who use this.
    /// </summary>
    /// <exception cref="SkipException">No RabbitMQ is installed.</exception>
    public Dictionary<string, string?> Settings => new()
    {
        ["Bus:Transport"] = "RabbitMq",
        ["Bus:Host"] = Host,
        ["Bus:Port"] = $"{Port}",
        ["Bus:VirtualHost"] = "/",
        ["Bus:Username"] = "guest",
        ["Bus:Password"] = "guest",
        ["Bus:QueueType"] = "Classic",
    };

    private Dictionary<string, string> NodeEnvironment => new()
    {
        ["HOME"] = _folder.Path,
        ["RABBITMQ_NODENAME"] = $"mmei-{_port}@localhost",
        ["RABBITMQ_NODE_IP_ADDRESS"] = Host,
        ["RABBITMQ_NODE_PORT"] = $"{_port}",
        ["RABBITMQ_DIST_PORT"] = $"{_distributionPort}",
        ["RABBITMQ_MNESIA_BASE"] = _folder["mnesia"],
        ["RABBITMQ_LOG_BASE"] = _folder["log"],
        ["RABBITMQ_CONFIG_FILE"] = _folder["rabbitmq.conf"],
        ["RABBITMQ_CONF_ENV_FILE"] = _folder["rabbitmq-env.conf"],
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = _folder["enabled_plugins"],
        ["RABBITMQ_PID_FILE"] = _folder["pid"],
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["ERL_EPMD_PORT"] = $"{_nameServerPort}",
    };

    /// <summary>The settings that point a service at a new virtual host of this broker, whose queues nobody else has filled.</summary>
    /// <exception cref="SkipException">No RabbitMQ is installed.</exception>
    public async Task<Dictionary<string, string?>> CreateVirtualHostAsync()
    {
        SkipIfMissing();
        var name = $"test-{Interlocked.Increment(ref _virtualHosts)}";
        await ControlAsync("add_vhost", name);
        await ControlAsync("set_permissions", "-p", name, "guest", ".*", ".*", ".*");
        return new(Settings) { ["Bus:VirtualHost"] = name };
    }

    /// <summary>Puts a new user in the place of that of the settings, whose connections end.</summary>
    public async Task ReplaceUserAsync(IReadOnlyDictionary<string, string?> settings, string name, string password)
    {
        var virtualHost = settings["Bus:VirtualHost"]!;
        await ControlAsync("add_user", name, password);
        await ControlAsync("set_permissions", "-p", virtualHost, name, ".*", ".*", ".*");
        await ControlAsync("clear_permissions", "-p", virtualHost, settings["Bus:Username"]!);
        await ControlAsync("close_all_connections", "--vhost", virtualHost, "The user was replaced.");
    }

    /// <summary>Connects to the virtual host that the settings name.</summary>
    public Task<IConnection> ConnectAsync(IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken) =>
        new ConnectionFactory
        {
            HostName = Host,
            Port = Port,
            VirtualHost = settings["Bus:VirtualHost"]!,
        }.CreateConnectionAsync(cancellationToken);

    public async ValueTask InitializeAsync()
    {
        if (_rabbitMq is not null && _nameServerFile is not null)
        {
            // Without plugins and without the machine's own configuration.
            await File.WriteAllTextAsync(_folder["enabled_plugins"], "[].");
            await File.WriteAllTextAsync(_folder["rabbitmq.conf"], $"loopback_users.guest = true\n{Configuration}");
            await File.WriteAllTextAsync(_folder["rabbitmq-env.conf"], "");
            await _user.OwnAsync(_folder.Path);
            _nameServer = ServerProcess.Start(
                _user.CommandLine(_nameServerFile, "-address", "127.0.0.1", "-port", $"{_nameServerPort}"));
            await StartAsync();
        }
    }

    /// <summary>
    /// Starts the broker again after <see cref="StopAsync"/> or <see cref="KillAsync"/>, with the same data on the same port.
    /// </summary>
    public async Task StartAsync()
    {
        SkipIfMissing();
        _broker = ServerProcess.Start(_user.CommandLine(_rabbitMq!), NodeEnvironment);
        await _broker.WaitUntilAsync(AnswersAsync);
    }

    /// <summary>Stops the broker in order.</summary>
    public Task StopAsync() => EndAsync("TERM");

    /// <summary>Ends the broker as a power cut would.</summary>
    public Task KillAsync() => EndAsync("KILL");

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (_nameServer is not null)
        {
            await _nameServer.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task EndAsync(string signal)
    {
        if (_broker is not null)
        {
            await _broker.StopAsync(signal);
            await _broker.DisposeAsync();
            _broker = null;
        }
    }

    private Task ControlAsync(params string[] arguments) =>
        ServerProcess.RunAsync(_user.CommandLine([_control!, .. arguments]), NodeEnvironment);

    private void SkipIfMissing()
    {
        Assert.SkipWhen(_rabbitMq is null, "RabbitMQ is not installed: no 'rabbitmq-server' on the PATH or in /usr/lib/rabbitmq/bin.");
        Assert.SkipWhen(_control is null, "RabbitMQ cannot be set up: no 'rabbitmqctl' on the PATH or in /usr/lib/rabbitmq/bin.");
        Assert.SkipWhen(_nameServerFile is null, "RabbitMQ cannot run: no 'epmd' (Erlang) on the PATH.");
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await using var connection = await new ConnectionFactory { HostName = Host, Port = _port }.CreateConnectionAsync();
            return true;
        }
        catch (BrokerUnreachableException)
        {
            return false;
        }
    }
}

using DotNet.Testcontainers.Builders;
using Testcontainers.RabbitMq;

namespace Mmei.Messaging.Tests;

/// <summary>A RabbitMQ in a container. Where no container engine answers the tests that ask for it are skipped, and say so.</summary>
public sealed class RabbitMqInContainer : IAsyncLifetime
{
    private const string Image = "rabbitmq:4.1-management";
    private const string User = "mmei";
    private RabbitMqContainer? _broker;
    private string _missing = "";
    private int _virtualHosts;

    public async ValueTask InitializeAsync()
    {
        try
        {
            _broker = new RabbitMqBuilder(Image).WithUsername(User).WithPassword(User).Build();
            await _broker.StartAsync(TestContext.Current.CancellationToken);
        }
        catch (DockerUnavailableException exception)
        {
            _missing = $"No container engine answers: {exception.Message}";
        }
    }

    /// <summary>The settings that point a service at a new virtual host of this broker, whose queues nobody else has filled.</summary>
    public async Task<Dictionary<string, string?>> CreateVirtualHostAsync()
    {
        Assert.SkipWhen(_missing.Length > 0, _missing);
        var name = $"test-{Interlocked.Increment(ref _virtualHosts)}";
        await ControlAsync("add_vhost", name);
        await ControlAsync("set_permissions", "-p", name, User, ".*", ".*", ".*");
        return new()
        {
            ["Bus:Transport"] = "RabbitMq",
            ["Bus:Host"] = _broker!.Hostname,
            ["Bus:Port"] = $"{_broker.GetMappedPublicPort(RabbitMqBuilder.RabbitMqPort)}",
            ["Bus:VirtualHost"] = name,
            ["Bus:Username"] = User,
            ["Bus:Password"] = User,
            ["Bus:QueueType"] = "Classic",
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }
    }

    private async Task ControlAsync(params string[] arguments)
    {
        var result = await _broker!.ExecAsync(["rabbitmqctl", .. arguments], TestContext.Current.CancellationToken);
        result.ExitCode.ShouldBe(0, result.Stderr);
    }
}

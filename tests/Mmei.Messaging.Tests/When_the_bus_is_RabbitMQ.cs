using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Mmei.Contracts.V1;
using Mmei.Testing.Servers;

[assembly: AssemblyFixture(typeof(RabbitMqServer))]

namespace Mmei.Messaging.Tests;

/// <summary>RabbitMQ as this machine has it installed.</summary>
public sealed class When_the_bus_is_RabbitMQ(RabbitMqServer broker) : RabbitMqConformance
{
    [Fact]
    public async Task Should_connect_again_as_the_user_that_the_settings_name_by_then()
    {
        using var host = await StartAsync();
        var settings = (IConfigurationRoot)host.Services.GetRequiredService<IConfiguration>();
        (settings["Bus:Username"], settings["Bus:Password"]) = ("second", "rotated");
        settings.Reload();

        await broker.ReplaceUserAsync(Settings, "second", "rotated");

        await host.Sender.SendAsync(
            new EncodeText { ObservationId = Guid.Empty, TenantId = "t", Shard = 0, BudgetMs = 60_000, Text = "hello" },
            TestContext.Current.CancellationToken);
        (await host.ReceiveAsync<EncodeText>()).Text.ShouldBe("hello");
    }

    [Fact]
    public async Task Should_start_though_the_broker_broke_off_while_queues_were_declared()
    {
        await using var relay = new BreakingRelay(broker.Port, "mmei-topology");
        using var host = Build();
        host.Services.GetRequiredService<IConfiguration>()["Bus:Port"] = $"{relay.Port}";

        await host.StartAsync().WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, TestContext.Current.CancellationToken);

        relay.Resets.ShouldBe(1);
    }

    private protected override Task<Dictionary<string, string?>> SettingsAsync() => broker.CreateVirtualHostAsync();
}

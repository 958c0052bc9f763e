using Mmei.Contracts.V1;
using Mmei.Testing.Servers;
using RabbitMQ.Client;

[assembly: AssemblyFixture(typeof(RabbitMqServer))]

namespace Mmei.Messaging.Tests;

public sealed class When_the_bus_is_RabbitMQ(RabbitMqServer server) : BusConformance
{
    protected override IReadOnlyDictionary<string, string?> Settings => server.Settings;

    [Fact]
    public async Task Should_drop_work_whose_time_is_up_and_keep_the_rest()
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var host = await StartAsync();
        await host.Sender.SendAsync(Picture(budgetMs: 100), cancelled);
        await host.Sender.SendAsync(Picture(budgetMs: 60_000), cancelled);
        await host.Sender.SendAsync(new EncodeItem { TenantId = "t", ItemId = "i", Revision = 1, Title = "t", Description = "d" }, cancelled);

        var factory = new ConnectionFactory { HostName = server.Host, Port = server.Port };
        await using var connection = await factory.CreateConnectionAsync(cancelled);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancelled);
        while (await channel.MessageCountAsync(Queues.EncodeImage, cancelled) > 1)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancelled);
        }

        (await channel.MessageCountAsync(Queues.EncodeImage, cancelled)).ShouldBe(1u);
        (await channel.MessageCountAsync(Queues.EncodeItem, cancelled)).ShouldBe(1u);
    }

    private static EncodeImage Picture(int budgetMs) =>
        new() { ObservationId = Guid.Empty, TenantId = "t", Shard = 0, BudgetMs = budgetMs, Media = [1] };
}

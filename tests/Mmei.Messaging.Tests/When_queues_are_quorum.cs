using Mmei.Contracts.V1;
using Mmei.Testing.Servers;
using RabbitMQ.Client;

namespace Mmei.Messaging.Tests;

/// <summary>On a broker of its own, since a queue is of one type.</summary>
public sealed class When_queues_are_quorum(RabbitMqServer broker) : BusConformance, IClassFixture<RabbitMqServer>
{
    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>(broker.Settings) { ["Bus:QueueType"] = "Quorum" };

    [Fact]
    public async Task Should_put_aside_what_is_delivered_in_vain_again_and_again()
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var host = await StartAsync();
        await using var connection = await new ConnectionFactory { HostName = broker.Host, Port = broker.Port }.CreateConnectionAsync(cancelled);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancelled);
        await channel.QueuePurgeAsync(Queues.DeadLetter, cancelled);
        await host.Sender.SendAsync(new EncodeItem { TenantId = "t", ItemId = "i", Revision = 1, Title = "t", Description = "d" }, cancelled);

        var deliveries = 0;
        while (await channel.MessageCountAsync(Queues.DeadLetter, cancelled) == 0)
        {
            if (await channel.BasicGetAsync(Queues.EncodeItem, autoAck: false, cancelled) is { } delivery)
            {
                deliveries++;
                await channel.BasicNackAsync(delivery.DeliveryTag, multiple: false, requeue: true, cancelled);
            }
        }

        deliveries.ShouldBe(QueueSpec.DeliveryLimit + 1);
    }
}

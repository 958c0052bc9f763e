using Mmei.Contracts.V1;
using Mmei.Testing.Servers;

namespace Mmei.Messaging.Tests;

public sealed class When_queues_are_quorum(RabbitMqServer broker) : BusConformance
{
    [Fact]
    public async Task Should_put_aside_what_is_delivered_in_vain_again_and_again()
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var host = await StartAsync();
        await using var connection = await broker.ConnectAsync(Settings, cancelled);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancelled);
        await host.Sender.SendAsync(
            new EncodeItem { TenantId = "t", ItemId = "i", Revision = 1, Title = "t", Description = "d" }, cancelled);

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

    private protected override async Task<Dictionary<string, string?>> SettingsAsync() =>
        new(await broker.CreateVirtualHostAsync()) { ["Bus:QueueType"] = "Quorum" };
}

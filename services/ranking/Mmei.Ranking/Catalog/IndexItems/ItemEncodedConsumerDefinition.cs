using MassTransit;
using Mmei.Messaging;

namespace Mmei.Ranking.Catalog.IndexItems;

internal sealed class ItemEncodedConsumerDefinition : ConsumerDefinition<ItemEncodedConsumer>
{
    private const int LargestBatch = 100;

    public ItemEncodedConsumerDefinition() => EndpointName = Queues.Items;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<ItemEncodedConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        // One batch at a time keeps the revisions of an item in order.
        endpointConfigurator.PrefetchCount = LargestBatch * 2;
        consumerConfigurator.Options<BatchOptions>(batch =>
            batch.SetMessageLimit(LargestBatch).SetTimeLimit(TimeSpan.FromMilliseconds(20)).SetConcurrencyLimit(1));
    }
}

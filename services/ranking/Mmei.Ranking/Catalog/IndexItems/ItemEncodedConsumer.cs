using MassTransit;
using Mmei.Contracts.V1;
using Mmei.Messaging;

namespace Mmei.Ranking.Catalog.IndexItems;

/// <summary>Takes encoded items into the catalog and the index, a batch at a time.</summary>
internal sealed class ItemEncodedConsumer(EncodedItems items) : IConsumer<Batch<ItemEncoded>>
{
    public Task Consume(ConsumeContext<Batch<ItemEncoded>> context) =>
        items.TakeAsync([.. context.Message.Select(message => message.Message)], context.CancellationToken);
}

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

using MassTransit;
using Mmei.Contracts.V1;
using Mmei.Messaging;

namespace Mmei.Ranking.Catalog.ReindexItems;

/// <summary>Has every item encoded by a model that items are not searched by yet.</summary>
internal sealed class ContentModelServedConsumer(IReindexStore store, Reindex reindex) : IConsumer<ContentModelServed>
{
    public async Task Consume(ConsumeContext<ContentModelServed> context)
    {
        await store.ServedAsync(context.Message.Model, context.Message.FittedWith, context.CancellationToken);
        reindex.Wake();
    }
}

internal sealed class ContentModelServedConsumerDefinition : ConsumerDefinition<ContentModelServedConsumer>
{
    public ContentModelServedConsumerDefinition() => EndpointName = Queues.Items;
}

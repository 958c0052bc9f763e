using MassTransit;
using Mmei.Contracts.V1;
using Mmei.Messaging;

namespace Mmei.Ranking.Catalog.EncodeItems;

/// <summary>Has the items encoded again that another content model encoded: vectors of two models cannot be compared.</summary>
internal sealed partial class ContentModelServedConsumer(
    ICatalogStore store, EncodeRequests requests, ILogger<ContentModelServedConsumer> logger) : IConsumer<ContentModelServed>
{
    public async Task Consume(ConsumeContext<ContentModelServed> context)
    {
        var count = await store.OutdateAsync(context.Message.Model, context.CancellationToken);
        if (count > 0)
        {
            Outdated(context.Message.Model, count);
            requests.Wake();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Model} encodes items now: {Count} are encoded again")]
    private partial void Outdated(string model, int count);
}

internal sealed class ContentModelServedConsumerDefinition : ConsumerDefinition<ContentModelServedConsumer>
{
    public ContentModelServedConsumerDefinition() => EndpointName = Queues.Items;
}

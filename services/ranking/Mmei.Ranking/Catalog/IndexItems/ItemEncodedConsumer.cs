using MassTransit;
using Mmei.Contracts.V1;

namespace Mmei.Ranking.Catalog.IndexItems;

/// <summary>Takes encoded items into the catalog and the index, a batch at a time.</summary>
internal sealed class ItemEncodedConsumer(EncodedItems items) : IConsumer<Batch<ItemEncoded>>
{
    public Task Consume(ConsumeContext<Batch<ItemEncoded>> context) =>
        items.TakeAsync([.. context.Message.Select(message => message.Message)], context.CancellationToken);
}

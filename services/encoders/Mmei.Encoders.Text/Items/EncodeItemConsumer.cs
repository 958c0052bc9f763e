using MassTransit;
using Mmei.Contracts.V1;
using Mmei.Encoders.Serving;
using Mmei.Messaging;

namespace Mmei.Encoders.Text.Items;

/// <summary>
/// A failure here is the endpoint's: it is tried again, then kept for the operator, and the item stays unindexed meanwhile.
/// </summary>
internal sealed class EncodeItemConsumer(
    ContentEncoders encoders, IMessageSender sender, EncoderInstruments instruments) : IConsumer<EncodeItem>
{
    public async Task Consume(ConsumeContext<EncodeItem> context)
    {
        var item = context.Message;
        var encoded = await encoders.Of(item.Model).EncodeAsync(item, Timeout.InfiniteTimeSpan, context.CancellationToken);
        var message = new ItemEncoded
        {
            TenantId = item.TenantId,
            ItemId = item.ItemId,
            Revision = item.Revision,
            Embedding = encoded.Result.Embedding,
            Meaning = encoded.Result.Meaning,
            EmotionProfile = encoded.Result.EmotionProfile,
            IntentProfile = encoded.Result.IntentProfile,
            Model = encoded.Model,
        };
        await sender.SendAsync(message, context.CancellationToken);
        instruments.Encoded("content", encoded);
    }
}

using MassTransit;
using Mmei.Contracts.V1;
using Mmei.Messaging;

namespace Mmei.Benchmarks.Pipeline;

/// <summary>Encoders that have their answers ready.</summary>
internal static class InstantEncoders
{
    internal sealed class Image(IMessageSender sender, Observation observation) : IConsumer<EncodeImage>
    {
        public Task Consume(ConsumeContext<EncodeImage> context) =>
            sender.SendToShardAsync(context.Message.Shard, observation.Part(context.Message.ObservationId, Modality.Image), context.CancellationToken);
    }

    internal sealed class Audio(IMessageSender sender, Observation observation) : IConsumer<EncodeAudio>
    {
        public Task Consume(ConsumeContext<EncodeAudio> context) =>
            sender.SendToShardAsync(context.Message.Shard, observation.Part(context.Message.ObservationId, Modality.Audio), context.CancellationToken);
    }

    internal sealed class Text(IMessageSender sender, Observation observation) : IConsumer<EncodeText>
    {
        public Task Consume(ConsumeContext<EncodeText> context) =>
            sender.SendToShardAsync(context.Message.Shard, observation.Part(context.Message.ObservationId, Modality.Text), context.CancellationToken);
    }
}

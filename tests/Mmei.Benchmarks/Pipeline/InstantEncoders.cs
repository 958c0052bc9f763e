using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Encoders.Commands;
using Mmei.Messaging;

namespace Mmei.Benchmarks.Pipeline;

/// <summary>Encoders that have their answers ready.</summary>
internal static class InstantEncoders
{
    internal sealed class Image(IMessageSender sender, Observation observation) : ICommandHandler<EncodeImage>
    {
        public Task HandleAsync(EncodeImage command, TimeSpan budget, CancellationToken cancellationToken) =>
            sender.SendToShardAsync(command.Shard, observation.Part(command.ObservationId, Modality.Image), cancellationToken);
    }

    internal sealed class Audio(IMessageSender sender, Observation observation) : ICommandHandler<EncodeAudio>
    {
        public Task HandleAsync(EncodeAudio command, TimeSpan budget, CancellationToken cancellationToken) =>
            sender.SendToShardAsync(command.Shard, observation.Part(command.ObservationId, Modality.Audio), cancellationToken);
    }

    internal sealed class Text(IMessageSender sender, Observation observation) : ICommandHandler<EncodeText>
    {
        public Task HandleAsync(EncodeText command, TimeSpan budget, CancellationToken cancellationToken) =>
            sender.SendToShardAsync(command.Shard, observation.Part(command.ObservationId, Modality.Text), cancellationToken);
    }
}

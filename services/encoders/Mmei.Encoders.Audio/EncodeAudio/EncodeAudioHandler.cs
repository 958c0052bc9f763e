using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Messaging.Commands;

namespace Mmei.Encoders.Audio;

internal sealed class EncodeAudioHandler(SpeechEncoder encoder, ModalityResponder responder) : ICommandHandler<EncodeAudio>
{
    public Task HandleAsync(EncodeAudio command, TimeSpan budget, CancellationToken cancellationToken)
    {
        var request = new EncodeRequest(Modality.Audio, command.ObservationId, command.TenantId, command.Shard, budget);
        return responder.RespondAsync(request, stop => encoder.EncodeAsync(command.Media, budget, stop), cancellationToken);
    }
}

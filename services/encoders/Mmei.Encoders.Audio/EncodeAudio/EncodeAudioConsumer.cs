using MassTransit;
using Mmei.Contracts.V1;

namespace Mmei.Encoders.Audio;

internal sealed class EncodeAudioConsumer(SpeechEncoder encoder, ModalityResponder responder) : IConsumer<EncodeAudio>
{
    public Task Consume(ConsumeContext<EncodeAudio> context)
    {
        var command = context.Message;
        var request = new EncodeRequest(
            Modality.Audio, command.ObservationId, command.TenantId, command.Shard, TimeSpan.FromMilliseconds(command.BudgetMs));
        return responder.RespondAsync(request, stop => encoder.EncodeAsync(command.Media, stop), context.CancellationToken);
    }
}

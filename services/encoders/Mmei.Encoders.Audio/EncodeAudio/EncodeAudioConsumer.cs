using MassTransit;
using Mmei.Contracts.V1;

namespace Mmei.Encoders.Audio;

internal sealed class EncodeAudioConsumer(SpeechEncoder encoder, ModalityResponder responder, TimeProvider time) : IConsumer<EncodeAudio>
{
    public Task Consume(ConsumeContext<EncodeAudio> context)
    {
        var command = context.Message;
        var budget = EncodeRequest.Remaining(context, command.BudgetMs, time);
        var request = new EncodeRequest(Modality.Audio, command.ObservationId, command.TenantId, command.Shard, budget);
        return responder.RespondAsync(request, stop => encoder.EncodeAsync(command.Media, budget, stop), context.CancellationToken);
    }
}

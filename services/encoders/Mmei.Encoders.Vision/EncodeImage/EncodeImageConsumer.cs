using MassTransit;
using Mmei.Contracts.V1;

namespace Mmei.Encoders.Vision;

internal sealed class EncodeImageConsumer(ImageEncoder encoder, ModalityResponder responder, TimeProvider time) : IConsumer<EncodeImage>
{
    public Task Consume(ConsumeContext<EncodeImage> context)
    {
        var command = context.Message;
        var budget = EncodeRequest.Remaining(context, command.BudgetMs, time);
        var request = new EncodeRequest(Modality.Image, command.ObservationId, command.TenantId, command.Shard, budget);
        return responder.RespondAsync(request, stop => encoder.EncodeAsync(command.Media, budget, stop), context.CancellationToken);
    }
}

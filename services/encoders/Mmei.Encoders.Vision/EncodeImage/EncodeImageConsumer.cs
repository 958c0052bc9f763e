using MassTransit;
using Mmei.Contracts.V1;

namespace Mmei.Encoders.Vision;

internal sealed class EncodeImageConsumer(ImageEncoder encoder, ModalityResponder responder) : IConsumer<EncodeImage>
{
    public Task Consume(ConsumeContext<EncodeImage> context)
    {
        var command = context.Message;
        var request = new EncodeRequest(
            Modality.Image, command.ObservationId, command.TenantId, command.Shard, TimeSpan.FromMilliseconds(command.BudgetMs));
        return responder.RespondAsync(request, stop => encoder.EncodeAsync(command.Media, stop), context.CancellationToken);
    }
}

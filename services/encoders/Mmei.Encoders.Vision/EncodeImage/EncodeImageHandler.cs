using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Messaging.Commands;

namespace Mmei.Encoders.Vision;

internal sealed class EncodeImageHandler(ImageEncoder encoder, ModalityResponder responder) : ICommandHandler<EncodeImage>
{
    public Task HandleAsync(EncodeImage command, TimeSpan budget, CancellationToken cancellationToken)
    {
        var request = new EncodeRequest(Modality.Image, command.ObservationId, command.TenantId, command.Shard, budget);
        return responder.RespondAsync(request, stop => encoder.EncodeAsync(command.Media, budget, stop), cancellationToken);
    }
}

using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Messaging.Commands;

namespace Mmei.Encoders.Text;

internal sealed class EncodeTextHandler(TextEncoder encoder, ModalityResponder responder) : ICommandHandler<EncodeText>
{
    public Task HandleAsync(EncodeText command, TimeSpan budget, CancellationToken cancellationToken)
    {
        var request = new EncodeRequest(Modality.Text, command.ObservationId, command.TenantId, command.Shard, budget);
        return responder.RespondAsync(request, stop => encoder.EncodeAsync(command.Text, budget, stop), cancellationToken);
    }
}

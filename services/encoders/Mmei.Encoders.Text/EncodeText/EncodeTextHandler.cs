using Mmei.Contracts.V1;
using Mmei.Messaging;

namespace Mmei.Encoders.Text;

internal sealed class EncodeTextHandler(TextEncoder encoder, ModalityResponder responder) : ICommandHandler<EncodeText>
{
    public Task HandleAsync(EncodeText command, TimeSpan age, CancellationToken cancellationToken)
    {
        var budget = TimeSpan.FromMilliseconds(command.BudgetMs) - age;
        var request = new EncodeRequest(Modality.Text, command.ObservationId, command.TenantId, command.Shard, budget);
        return responder.RespondAsync(request, stop => encoder.EncodeAsync(command.Text, budget, stop), cancellationToken);
    }
}

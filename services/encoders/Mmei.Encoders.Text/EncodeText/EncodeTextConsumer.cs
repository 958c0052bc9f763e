using MassTransit;
using Mmei.Contracts.V1;

namespace Mmei.Encoders.Text;

internal sealed class EncodeTextConsumer(TextEncoder encoder, ModalityResponder responder, TimeProvider time) : IConsumer<EncodeText>
{
    public Task Consume(ConsumeContext<EncodeText> context)
    {
        var command = context.Message;
        var budget = EncodeRequest.Remaining(context, command.BudgetMs, time);
        var request = new EncodeRequest(Modality.Text, command.ObservationId, command.TenantId, command.Shard, budget);
        return responder.RespondAsync(request, stop => encoder.EncodeAsync(command.Text, budget, stop), context.CancellationToken);
    }
}

using MassTransit;
using Mmei.Contracts.V1;

namespace Mmei.Encoders.Text;

internal sealed class EncodeTextConsumer(TextEncoder encoder, ModalityResponder responder) : IConsumer<EncodeText>
{
    public Task Consume(ConsumeContext<EncodeText> context)
    {
        var command = context.Message;
        var request = new EncodeRequest(
            Modality.Text, command.ObservationId, command.TenantId, command.Shard, TimeSpan.FromMilliseconds(command.BudgetMs));
        return responder.RespondAsync(request, stop => encoder.EncodeAsync(command.Text, stop), context.CancellationToken);
    }
}

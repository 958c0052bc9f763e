using MassTransit;
using Mmei.Contracts.V1;
using Mmei.Fusion.Join;

namespace Mmei.Fusion.JoinObservation;

/// <summary>Acknowledged when the observation's outcome is published, and not before.</summary>
internal sealed class ModalityEncodedConsumer(JoinTable joins) : IConsumer<ModalityEncoded>
{
    public Task Consume(ConsumeContext<ModalityEncoded> context) => joins.AddAsync(context.Message);
}

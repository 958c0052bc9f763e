using MassTransit;
using Mmei.Contracts.V1;
using Mmei.Fusion.Join;

namespace Mmei.Fusion.JoinObservation;

/// <summary>Acknowledged when the observation's outcome is published, and not before.</summary>
internal sealed class ModalityRejectedConsumer(JoinTable joins) : IConsumer<ModalityRejected>
{
    public Task Consume(ConsumeContext<ModalityRejected> context) => joins.RejectAsync(context.Message);
}

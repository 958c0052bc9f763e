using MassTransit;
using Mmei.Contracts.V1;
using Mmei.Fusion.Join;

namespace Mmei.Fusion.JoinObservation;

/// <summary>Acknowledged when the observation's outcome is published, and not before.</summary>
internal sealed class OpenObservationConsumer(JoinTable joins) : IConsumer<OpenObservation>
{
    public Task Consume(ConsumeContext<OpenObservation> context) => joins.OpenAsync(context.Message);
}

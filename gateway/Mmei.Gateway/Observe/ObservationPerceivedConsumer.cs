using MassTransit;
using Mmei.Contracts.V1;

namespace Mmei.Gateway.Observe;

/// <summary>Tells whoever follows an observation what was recognised, before the recommendation is there.</summary>
internal sealed class ObservationPerceivedConsumer(PendingObservations pending) : IConsumer<ObservationPerceived>
{
    public Task Consume(ConsumeContext<ObservationPerceived> context)
    {
        // Nobody waits any more, or the answer has overtaken it: then it tells nothing new.
        pending.TryTell(context.Message);
        return Task.CompletedTask;
    }
}

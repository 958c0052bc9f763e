using MassTransit;
using Mmei.Contracts.V1;

namespace Mmei.Gateway.Observe;

/// <summary>Hands a recommendation to the client that waits for it.</summary>
internal sealed class RecommendationReadyConsumer(
    PendingObservations pending, ObservationInstruments instruments) : IConsumer<RecommendationReady>
{
    public Task Consume(ConsumeContext<RecommendationReady> context)
    {
        if (!pending.TryComplete(context.Message))
        {
            instruments.AnswerLate();
        }

        return Task.CompletedTask;
    }
}

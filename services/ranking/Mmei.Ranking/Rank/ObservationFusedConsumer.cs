using MassTransit;
using Mmei.Contracts.V1;
using Mmei.Messaging;
using Mmei.Ranking.Catalog.IndexItems;

namespace Mmei.Ranking.Rank;

/// <summary>
/// Answers an observation with a slate, and records the decision for learning; once, however often it is told. One that nobody waits for
/// any more comes to nothing: its slate would be learned from as one that somebody saw, and did not care for.
/// </summary>
internal sealed class ObservationFusedConsumer(
    Recommender recommender, DecisionRecorder recorder, IndexGate gate, AnsweredObservations answered, RankingInstruments instruments,
    TimeProvider time) : IConsumer<ObservationFused>
{
    public async Task Consume(ConsumeContext<ObservationFused> context)
    {
        await gate.PassAsync(context.CancellationToken);
        if (!IsAwaited(context))
        {
            instruments.ObservationLate();
            return;
        }

        if (!await answered.TryAnswerAsync(context.Message.ObservationId, () => AnswerAsync(context.Message, context.CancellationToken)))
        {
            instruments.ObservationRepeated();
        }
    }

    private bool IsAwaited(ConsumeContext<ObservationFused> context) =>
        context.Message.AwaitedMs is not { } awaited || MessageAge.Of(context.SentTime, time).TotalMilliseconds <= awaited;

    private async Task AnswerAsync(ObservationFused observation, CancellationToken cancellationToken) =>
        await recorder.AnswerAsync(await recommender.DecideAsync(observation, cancellationToken), cancellationToken);
}

internal sealed class ObservationFusedConsumerDefinition : ConsumerDefinition<ObservationFusedConsumer>
{
    public ObservationFusedConsumerDefinition()
    {
        EndpointName = Queues.Ranking;

        // Ranking computes; a few for each core keep them busy while others wait for the index or the broker.
        ConcurrentMessageLimit = Environment.ProcessorCount * 4;
    }
}

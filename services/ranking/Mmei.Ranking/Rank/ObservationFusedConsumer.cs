using MassTransit;
using Mmei.Contracts.V1;
using Mmei.Messaging;
using Mmei.Ranking.Catalog.IndexItems;

namespace Mmei.Ranking.Rank;

/// <summary>Answers an observation with a slate, and records the decision for learning; once, however often it is told.</summary>
internal sealed class ObservationFusedConsumer(
    Recommender recommender, DecisionRecorder recorder, IndexGate gate, AnsweredObservations answered, RankingInstruments instruments)
    : IConsumer<ObservationFused>
{
    public async Task Consume(ConsumeContext<ObservationFused> context)
    {
        await gate.PassAsync(context.CancellationToken);
        if (!await answered.TryAnswerAsync(context.Message.ObservationId, () => AnswerAsync(context.Message, context.CancellationToken)))
        {
            instruments.ObservationRepeated();
        }
    }

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

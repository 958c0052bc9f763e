using MassTransit;
using Mmei.Contracts.V1;
using Mmei.Hosting.Tenancy;
using Mmei.Messaging;
using Mmei.Ranking.Catalog.IndexItems;

namespace Mmei.Ranking.Rank;

/// <summary>Answers an observation with a slate, and records the decision for learning; once, however often it is told.</summary>
internal sealed class ObservationFusedConsumer(
    Recommender recommender, IMessageSender sender, IndexGate gate, AnsweredObservations answered, RankingInstruments instruments)
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

    private async Task AnswerAsync(ObservationFused observation, CancellationToken cancellationToken)
    {
        var decision = await recommender.DecideAsync(observation, cancellationToken);
        await Task.WhenAll(
            RecordAsync(decision, cancellationToken),
            sender.ReplyAsync(observation.ReplyAddress, decision.ToAnswer(), cancellationToken));
    }

    /// <summary>
    /// There is nothing to learn from an observation of nobody, with which the gateway warms the platform up: its tenant is none.
    /// </summary>
    private Task RecordAsync(Decision decision, CancellationToken cancellationToken) =>
        TenantContext.IsValid(decision.Observation.TenantId)
            ? sender.SendAsync(decision.ToRecord(), cancellationToken)
            : Task.CompletedTask;
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

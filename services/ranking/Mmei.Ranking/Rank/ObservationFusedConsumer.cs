using MassTransit;
using Mmei.Contracts.V1;
using Mmei.Hosting;
using Mmei.Messaging;
using Mmei.Ranking.Catalog.IndexItems;

namespace Mmei.Ranking.Rank;

/// <summary>Answers an observation with a slate, and records the decision for learning.</summary>
internal sealed class ObservationFusedConsumer(Recommender recommender, IMessageSender sender, IndexGate gate) : IConsumer<ObservationFused>
{
    public async Task Consume(ConsumeContext<ObservationFused> context)
    {
        await gate.PassAsync(context.CancellationToken);
        var decision = await recommender.DecideAsync(context.Message, context.CancellationToken);
        await Task.WhenAll(
            RecordAsync(decision, context.CancellationToken),
            sender.ReplyAsync(context.Message.ReplyAddress, decision.ToAnswer(), context.CancellationToken));
    }

    /// <summary>There is nothing to learn from an observation of nobody, with which the gateway warms the platform up: its tenant is none.</summary>
    private Task RecordAsync(Decision decision, CancellationToken cancellationToken) =>
        TenantContext.IsValid(decision.Observation.TenantId) ? sender.SendAsync(decision.ToRecord(), cancellationToken) : Task.CompletedTask;
}

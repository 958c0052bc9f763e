using MassTransit;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Messaging;

namespace Mmei.Benchmarks.Pipeline;

/// <summary>A ranking that recommends nothing, at once.</summary>
internal sealed class InstantRanking(IMessageSender sender) : IConsumer<ObservationFused>
{
    public Task Consume(ConsumeContext<ObservationFused> context)
    {
        var fused = context.Message;
        var answer = new RecommendationReady
        {
            ObservationId = fused.ObservationId,
            DecisionId = fused.ObservationId,
            Perception = fused.Perception,
            Degraded = fused.Perception.Degraded,
            Items = [],
            Mood = MoodGoal.Match,
            Policy = new PolicyStamp { Name = "none", Version = 0, Explored = false },
            RankingMs = 0,
        };
        return sender.ReplyAsync(fused.ReplyAddress, answer, context.CancellationToken);
    }
}

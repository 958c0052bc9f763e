using MassTransit;
using Mmei.Contracts.V1;
using Mmei.Messaging;

namespace Mmei.Ranking.Taste;

/// <summary>Takes rewards into people's tastes.</summary>
internal sealed class RewardAssignedConsumer(Tastes tastes) : IConsumer<RewardAssigned>
{
    public Task Consume(ConsumeContext<RewardAssigned> context) => tastes.TakeAsync(context.Message, context.CancellationToken);
}

internal sealed class RewardAssignedConsumerDefinition : ConsumerDefinition<RewardAssignedConsumer>
{
    public RewardAssignedConsumerDefinition() => EndpointName = Queues.Rewards;
}

using MassTransit;
using Mmei.Contracts.V1;

namespace Mmei.Feedback.Decisions;

/// <summary>Takes decisions off the bus. One is acknowledged when it is durable.</summary>
internal sealed class DecisionMadeConsumer(DecisionStore store) : IConsumer<DecisionMade>
{
    public Task Consume(ConsumeContext<DecisionMade> context) => store.StoreAsync(context.Message, context.CancellationToken);
}

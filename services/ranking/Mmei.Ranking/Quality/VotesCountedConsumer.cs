using MassTransit;
using Mmei.Contracts.V1;
using Mmei.Messaging;

namespace Mmei.Ranking.Quality;

/// <summary>Takes counted votes into what items are worth.</summary>
internal sealed class VotesCountedConsumer(ItemVotes votes) : IConsumer<VotesCounted>
{
    public Task Consume(ConsumeContext<VotesCounted> context) => votes.TakeAsync(context.Message, context.CancellationToken);
}

internal sealed class VotesCountedConsumerDefinition : ConsumerDefinition<VotesCountedConsumer>
{
    public VotesCountedConsumerDefinition() => EndpointName = Queues.Rewards;
}

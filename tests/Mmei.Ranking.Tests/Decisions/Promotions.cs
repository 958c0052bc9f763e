using Mmei.Contracts.V1;
using Mmei.Messaging;

namespace Mmei.Ranking.Tests.Decisions;

/// <summary>A fake bus: the promotions that are sent, in order.</summary>
internal sealed class Promotions(List<PromotePolicy> sent) : IMessageSender
{
    public Task SendAsync<T>(T message, CancellationToken cancellationToken)
        where T : class
    {
        sent.Add(message.ShouldBeOfType<PromotePolicy>());
        return Task.CompletedTask;
    }

    public Task BroadcastAsync<T>(T message, CancellationToken cancellationToken)
        where T : class => throw new NotSupportedException();

    public Task SendToShardAsync<T>(int shard, T message, CancellationToken cancellationToken)
        where T : class => throw new NotSupportedException();

    public Task ReplyAsync<T>(Uri address, T message, CancellationToken cancellationToken)
        where T : class => throw new NotSupportedException();
}

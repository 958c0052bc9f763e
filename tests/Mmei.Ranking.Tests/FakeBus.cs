using Mmei.Messaging;

namespace Mmei.Ranking.Tests;

/// <summary>A fake bus, for what sends commands and nothing else.</summary>
internal sealed class FakeBus(Action<object> send) : IMessageSender
{
    public Task SendAsync<T>(T message, CancellationToken cancellationToken)
        where T : class
    {
        send(message);
        return Task.CompletedTask;
    }

    public Task BroadcastAsync<T>(T message, CancellationToken cancellationToken)
        where T : class => throw new NotSupportedException();

    public Task SendToShardAsync<T>(int shard, T message, CancellationToken cancellationToken)
        where T : class => throw new NotSupportedException();

    public Task ReplyAsync<T>(Uri address, T message, CancellationToken cancellationToken)
        where T : class => throw new NotSupportedException();
}

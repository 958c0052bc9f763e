namespace Mmei.Messaging;

/// <summary>
/// Sends messages where the <see cref="Topology"/> says. Each call completes when the broker has confirmed; to send many, start
/// all and await them together.
/// </summary>
public interface IMessageSender
{
    /// <summary>Sends to the one queue that takes this type.</summary>
    Task SendAsync<T>(T message, CancellationToken cancellationToken)
        where T : class;

    /// <summary>Sends to a fusion shard.</summary>
    Task SendToShardAsync<T>(int shard, T message, CancellationToken cancellationToken)
        where T : class;

    /// <summary>Sends to the instance that asked.</summary>
    Task ReplyAsync<T>(Uri address, T message, CancellationToken cancellationToken)
        where T : class;

    /// <summary>Publishes to every instance that listens.</summary>
    Task BroadcastAsync<T>(T message, CancellationToken cancellationToken)
        where T : class;
}

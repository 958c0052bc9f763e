using Mmei.Contracts.V1;

namespace Mmei.Fusion.Shards;

/// <summary>Takes what arrives on the fusion shards. Calls for one shard come one after the other.</summary>
public interface IShardHandler
{
    /// <summary>
    /// Takes a message; it stays the broker's until <paramref name="delivery"/> is acknowledged. A part's tokens lie in the delivered
    /// body: what is to
    /// outlive this call is copied.
    /// </summary>
    void Handle(int shard, IPartOfObservation message, IShardDelivery delivery);

    /// <summary>
    /// This process no longer has the shard: forgets what is not decided. Completes when all that is decided has been acknowledged; what
    /// was not
    /// acknowledged by then is delivered again, here or elsewhere.
    /// </summary>
    Task AbandonAsync(int shard);
}

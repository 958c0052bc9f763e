namespace Mmei.Messaging.Subscriptions;

/// <summary>A subscription that lasts until it is lost or given up.</summary>
public interface ISubscription : IAsyncDisposable
{
    /// <summary>Completes when the broker or the network ends the subscription.</summary>
    Task Lost { get; }
}

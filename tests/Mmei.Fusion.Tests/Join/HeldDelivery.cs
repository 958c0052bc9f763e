using System.Diagnostics;
using Mmei.Fusion.Shards;

namespace Mmei.Fusion.Tests.Join;

/// <summary>A delivery that remembers whether it was acknowledged.</summary>
internal sealed class HeldDelivery(TimeSpan age = default, bool redelivered = false, Action? acknowledged = null) : IShardDelivery
{
    public TimeSpan Age => age;

    public bool Redelivered => redelivered;

    public ActivityContext Trace => default;

    public bool IsAcknowledged { get; private set; }

    public void Acknowledge()
    {
        IsAcknowledged = true;
        acknowledged?.Invoke();
    }
}

using Mmei.Contracts.V1;

namespace Mmei.Gateway.Observe;

/// <summary>One observation that a client waits for.</summary>
internal sealed class PendingObservation(Task<RecommendationReady> answer, Action remove) : IDisposable
{
    public Task<RecommendationReady> Answer { get; } = answer;

    public void Dispose() => remove();
}

using System.Collections.Concurrent;
using Mmei.Contracts.V1;

namespace Mmei.Gateway.Observe;

/// <summary>
/// The observations that clients of this instance are waiting for. An entry lives within its HTTP request, so the admission limit
/// bounds them.
/// </summary>
internal sealed class PendingObservations
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<RecommendationReady>> _waiting = new();

    public int Count => _waiting.Count;

    /// <summary>Starts to wait; dispose the entry when nobody wants the answer any more.</summary>
    public PendingObservation Open(Guid observationId)
    {
        // Continuations run elsewhere: the bus must not execute a client's response writing.
        var answer = new TaskCompletionSource<RecommendationReady>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _waiting.TryAdd(observationId, answer)
            ? new PendingObservation(answer.Task, () => _waiting.TryRemove(observationId, out _))
            : throw new InvalidOperationException($"Observation {observationId} is pending already.");
    }

    /// <summary>Hands over the answer; false when nobody waits for it any more.</summary>
    public bool TryComplete(RecommendationReady answer) =>
        _waiting.TryGetValue(answer.ObservationId, out var pending) && pending.TrySetResult(answer);

    /// <summary>Hands over a failure; false when nobody waits for it any more.</summary>
    public bool TryFail(Guid observationId, Exception failure) =>
        _waiting.TryGetValue(observationId, out var pending) && pending.TrySetException(failure);
}

using System.Collections.Concurrent;
using Mmei.Contracts.V1;

namespace Mmei.Gateway.Observe;

/// <summary>
/// The observations that clients of this instance are waiting for. An entry ends with its deadline, so the limits on observations in
/// flight bound them.
/// </summary>
internal sealed class PendingObservations
{
    private readonly ConcurrentDictionary<Guid, Waiting> _waiting = new();

    public int Count => _waiting.Count;

    /// <summary>Starts to wait; dispose the entry when nobody wants the answer any more.</summary>
    /// <param name="observationId">Of what.</param>
    /// <param name="perceived">Is told what was recognised, if that comes before the answer.</param>
    public PendingObservation Open(Guid observationId, Action<ObservationPerceived>? perceived = null)
    {
        // Continuations run elsewhere: the bus must not execute a client's response writing.
        var answer = new TaskCompletionSource<RecommendationReady>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _waiting.TryAdd(observationId, new Waiting(answer, perceived))
            ? new PendingObservation(answer.Task, () => _waiting.TryRemove(observationId, out _))
            : throw new InvalidOperationException($"Observation {observationId} is pending already.");
    }

    /// <summary>Hands over what was recognised; false when nobody wants to hear of it, or the answer is there already.</summary>
    public bool TryTell(ObservationPerceived told)
    {
        if (!_waiting.TryGetValue(told.ObservationId, out var pending) || pending.Perceived is null || pending.Answer.Task.IsCompleted)
        {
            return false;
        }

        pending.Perceived(told);
        return true;
    }

    /// <summary>Hands over the answer; false when nobody waits for it any more.</summary>
    public bool TryComplete(RecommendationReady answer) =>
        _waiting.TryGetValue(answer.ObservationId, out var pending) && pending.Answer.TrySetResult(answer);

    /// <summary>Hands over a failure; false when nobody waits for it any more.</summary>
    public bool TryFail(Guid observationId, Exception failure) =>
        _waiting.TryGetValue(observationId, out var pending) && pending.Answer.TrySetException(failure);

    private sealed record Waiting(TaskCompletionSource<RecommendationReady> Answer, Action<ObservationPerceived>? Perceived);
}

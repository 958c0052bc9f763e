using Mmei.Contracts.V1;

namespace Mmei.Fusion.Sessions;

/// <summary>
/// Remembers the sessions of one shard, in memory alone. Bounded: the session that was silent longest goes first, and each goes once it was
/// silent for long. Thread-safe.
/// </summary>
internal sealed class SessionMemory(SessionMemoryOptions options, TimeProvider time)
{
    private readonly Dictionary<SessionKey, LinkedListNode<Session>> _sessions = [];

    /// <summary>The session that was silent longest comes first.</summary>
    private readonly LinkedList<Session> _bySilence = new();

    private readonly Lock _gate = new();

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _sessions.Count;
            }
        }
    }

    /// <summary>
    /// What the earlier observations of an observation's session came to, newest first, with their ages as of now; never what it came to
    /// itself, where it comes again.
    /// </summary>
    public IReadOnlyList<PastObservation> Recall(OpenObservation ticket)
    {
        lock (_gate)
        {
            RemoveIdle();
            return SessionKey.Of(ticket) is { } key && _sessions.TryGetValue(key, out var node)
                ? [.. node.Value.States.Where(state => state.ObservationId != ticket.ObservationId).Select(Age)]
                : [];
        }
    }

    /// <summary>
    /// Remembers what an observation came to, and says how its session developed up to it. One that comes again changes nothing and is told
    /// the same. Null where it belongs to no session.
    /// </summary>
    /// <param name="emotion">p_e (eq. 4), 7 probabilities.</param>
    /// <param name="intent">p_i (eq. 5), 5 probabilities.</param>
    /// <param name="confidence">0 to 1.</param>
    public EmotionTrajectory? Remember(OpenObservation ticket, double[] emotion, double[] intent, double confidence)
    {
        if (SessionKey.Of(ticket) is not { } key)
        {
            return null;
        }

        lock (_gate)
        {
            RemoveIdle();
            var node = _sessions.GetValueOrDefault(key);
            if (node?.Value.Find(ticket.ObservationId) is { } known)
            {
                return known.Trajectory;
            }

            var now = time.GetTimestamp();
            var trajectory = node?.Value.States[0] is { } last
                ? last.Trajectory.Next(emotion, confidence, time.GetElapsedTime(last.At, now), options)
                : EmotionTrajectory.Begin(emotion, confidence);
            var state = new RememberedState(ticket.ObservationId, emotion, intent, now, trajectory);
            Put(node?.Value.Add(state) ?? new Session(key, [state]), insteadOf: node);
            return trajectory;
        }
    }

    /// <summary>Forgets the sessions that were silent for long.</summary>
    public void ForgetIdle()
    {
        lock (_gate)
        {
            RemoveIdle();
        }
    }

    /// <summary>Forgets every session: the shard is another's now.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _sessions.Clear();
            _bySilence.Clear();
        }
    }

    private PastObservation Age(RememberedState state) => new(state.Emotion, state.Intent, time.GetElapsedTime(state.At));

    private void Put(Session session, LinkedListNode<Session>? insteadOf)
    {
        if (insteadOf is not null)
        {
            Remove(insteadOf);
        }

        _sessions[session.Key] = _bySilence.AddLast(session);
        if (_sessions.Count > options.PerShard)
        {
            Remove(_bySilence.First!);
        }
    }

    private void RemoveIdle()
    {
        while (_bySilence.First is { } oldest && time.GetElapsedTime(oldest.Value.LastUsed) >= options.IdleTimeout)
        {
            Remove(oldest);
        }
    }

    private void Remove(LinkedListNode<Session> node)
    {
        _sessions.Remove(node.Value.Key);
        _bySilence.Remove(node);
    }
}

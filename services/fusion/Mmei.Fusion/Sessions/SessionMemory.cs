using Mmei.Contracts.V1;
using Mmei.Fusion.Fuse;

namespace Mmei.Fusion.Sessions;

/// <summary>
/// Remembers the sessions of one shard, in memory alone. Bounded: the session that was silent longest goes first, and each goes once it was
/// silent for long. Thread-safe.
/// </summary>
internal sealed class SessionMemory(MemoryOptions options, TimeProvider time)
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
    /// What the earlier observations of an observation's session came to, newest first, with their ages as of now; never what it came to itself,
    /// where it comes again.
    /// </summary>
    public IReadOnlyList<SessionState> Recall(OpenObservation ticket)
    {
        lock (_gate)
        {
            RemoveIdle();
            return SessionKey.Of(ticket) is { } key && _sessions.TryGetValue(key, out var node)
                ? [.. node.Value.States.Where(state => state.ObservationId != ticket.ObservationId).Select(Age)]
                : [];
        }
    }

    /// <summary>Remembers what an observation came to; the first time, however often it comes again.</summary>
    public void Remember(OpenObservation ticket, FusedState fused)
    {
        if (SessionKey.Of(ticket) is not { } key)
        {
            return;
        }

        lock (_gate)
        {
            RemoveIdle();
            var state = new RememberedState(ticket.ObservationId, fused.Emotion, fused.Intent, time.GetTimestamp());
            if (!_sessions.TryGetValue(key, out var node))
            {
                Put(new Session(key, [state]));
            }
            else if (!node.Value.Holds(ticket.ObservationId))
            {
                Remove(node);
                Put(node.Value.Add(state));
            }
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

    private SessionState Age(RememberedState state) => new(state.Emotion, state.Intent, time.GetElapsedTime(state.At).TotalSeconds);

    private void Put(Session session)
    {
        _sessions[session.Key] = _bySilence.AddLast(session);
        if (_sessions.Count > options.PerShard)
        {
            Remove(_bySilence.First!);
        }
    }

    private void RemoveIdle()
    {
        while (_bySilence.First is { } oldest && time.GetElapsedTime(oldest.Value.LastUsed) >= options.Idle)
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

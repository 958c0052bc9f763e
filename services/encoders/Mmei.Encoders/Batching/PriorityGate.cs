namespace Mmei.Encoders.Batching;

/// <summary>
/// Keeps bulk work off the cores while somebody waits: what is interactive counts itself in and out; bulk work starts only while that count
/// is zero, and is told at once when it is no longer.
/// </summary>
public sealed class PriorityGate : IDisposable
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _idle = NewSignal();
    private CancellationTokenSource _undisturbed = new();
    private int _interactive;

    public PriorityGate() => _idle.SetResult();

    /// <summary>Completes when nothing interactive is there.</summary>
    public Task Idle
    {
        get
        {
            lock (_lock)
            {
                return _idle.Task;
            }
        }
    }

    /// <summary>Something interactive is there until the result is disposed.</summary>
    public IDisposable Enter()
    {
        CancellationTokenSource? disturbed = null;
        lock (_lock)
        {
            if (_interactive++ == 0)
            {
                _idle = NewSignal();
                disturbed = _undisturbed;
                _undisturbed = new CancellationTokenSource();
            }
        }

        disturbed?.Cancel();
        disturbed?.Dispose();
        return new Visit(this);
    }

    /// <summary>Whether bulk work may start now, and what tells it to give way.</summary>
    public bool TryStartBulk(out CancellationToken giveWay)
    {
        lock (_lock)
        {
            giveWay = _undisturbed.Token;
            return _interactive == 0;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _undisturbed.Dispose();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Leave()
    {
        lock (_lock)
        {
            if (--_interactive == 0)
            {
                _idle.SetResult();
            }
        }
    }

    private sealed class Visit(PriorityGate gate) : IDisposable
    {
        private PriorityGate? _gate = gate;

        public void Dispose() => Interlocked.Exchange(ref _gate, null)?.Leave();
    }
}

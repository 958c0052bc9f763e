namespace Mmei.Inference.Onnx.Sessions;

/// <summary>
/// Closes what ONNX Runtime holds once its owner is done with it and nobody is inside: used later, or closed under a run, it would end the
/// process with a segmentation fault. Nothing waits and nothing is locked: whoever leaves last closes.
/// </summary>
/// <param name="what">Names itself to those who come too late.</param>
/// <param name="close">Called once.</param>
internal sealed class SharedUse(object what, Action close)
{
    // The owner, and everyone inside. Zero is the end.
    private int _users = 1;
    private bool _closed;

    /// <exception cref="ObjectDisposedException">The owner is done with it.</exception>
    public void ThrowIfClosed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _closed), what);

    /// <exception cref="ObjectDisposedException">The owner is done with it.</exception>
    public void Enter()
    {
        for (var seen = Volatile.Read(ref _users); ;)
        {
            ThrowIfClosed();
            ObjectDisposedException.ThrowIf(seen == 0, what);
            var found = Interlocked.CompareExchange(ref _users, seen + 1, seen);
            if (found == seen)
            {
                return;
            }

            seen = found;
        }
    }

    public void Leave()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            close();
        }
    }

    /// <summary>The owner is done with it.</summary>
    public void Close()
    {
        if (!Interlocked.Exchange(ref _closed, true))
        {
            Leave();
        }
    }
}

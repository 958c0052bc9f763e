namespace Mmei.Ranking.Tests.Host;

/// <summary>Messages that arrived, for whoever waits for one of them; the others stay, in their order.</summary>
internal sealed class Inbox
{
    private readonly Lock _lock = new();
    private readonly LinkedList<object> _messages = [];
    private readonly LinkedList<Waiting> _waiting = [];

    public void Add(object message)
    {
        lock (_lock)
        {
            if (_waiting.FirstOrDefault(waiting => waiting.Wants(message)) is { } first)
            {
                _waiting.Remove(first);
                first.Arrived.TrySetResult(message);
                return;
            }

            _messages.AddLast(message);
        }
    }

    /// <summary>Takes the next message that is wanted.</summary>
    public async Task<object> TakeAsync(Func<object, bool> wants, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(wants, new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_lock)
        {
            if (_messages.FirstOrDefault(wants) is { } message)
            {
                _messages.Remove(message);
                return message;
            }

            _waiting.AddLast(waiting);
        }

        try
        {
            return await waiting.Arrived.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            lock (_lock)
            {
                _waiting.Remove(waiting);
            }
        }
    }

    private sealed record Waiting(Func<object, bool> Wants, TaskCompletionSource<object> Arrived);
}

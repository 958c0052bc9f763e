using Mmei.Contracts.Api.V1;

namespace Mmei.Gateway.Follow;

/// <summary>An observation whose answer is fetched later: what happened to it so far, for everybody who follows it.</summary>
internal sealed class FollowedObservation(Guid id, string? userId)
{
    private readonly Lock _lock = new();
    private readonly List<ObservationEvent> _events = [];
    private readonly TaskCompletionSource<ObservationAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Guid Id => id;

    public string? UserId => userId;

    /// <summary>The answer, or the failure that a client that waited would have got.</summary>
    public Task<ObservationAnswer> Answer => _answer.Task;

    public void Tell(string name, object data)
    {
        lock (_lock)
        {
            Add(new ObservationEvent(_events.Count + 1, name, data, IsLast: false));
        }
    }

    public void Succeed(ObservationAnswer answer)
    {
        lock (_lock)
        {
            _answer.SetResult(answer);
            Add(new ObservationEvent(_events.Count + 1, ObservationEvent.Recommended, answer, IsLast: true));
        }
    }

    /// <param name="failure">What a client that fetches the answer gets.</param>
    /// <param name="problem">The same as data.</param>
    public void Fail(Exception failure, object problem)
    {
        lock (_lock)
        {
            _answer.SetException(failure);
            _ = _answer.Task.Exception;
            Add(new ObservationEvent(_events.Count + 1, ObservationEvent.Failed, problem, IsLast: true));
        }
    }

    /// <summary>What has happened after the event of that number, and a task that ends when more has.</summary>
    public (IReadOnlyList<ObservationEvent> Events, Task More) After(int number)
    {
        lock (_lock)
        {
            return ([.. _events.Skip(number)], _more.Task);
        }
    }

    private void Add(ObservationEvent happened)
    {
        _events.Add(happened);
        _more.SetResult();
        _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

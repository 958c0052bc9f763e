using System.Collections.Concurrent;

namespace Mmei.Inference;

/// <summary>
/// Threads of their own for model runs, which keep a core busy for long: on the thread pool, which has few, they would keep messages and refusals
/// waiting.
/// </summary>
internal sealed class RunThreads : IDisposable
{
    private readonly BlockingCollection<Task> _runs = [];

    public RunThreads(int count)
    {
        Count = count;
        for (var i = 0; i < count; i++)
        {
            new Thread(Work) { IsBackground = true, Name = "model run" }.Start();
        }
    }

    public int Count { get; }

    /// <summary>Runs <paramref name="run"/> on the next thread that is free.</summary>
    public Task RunAsync(Action run)
    {
        var task = new Task(run, TaskCreationOptions.RunContinuationsAsynchronously);
        _runs.Add(task);
        return task;
    }

    /// <summary>Ends the threads once they have run what they were given.</summary>
    public void Dispose() => _runs.CompleteAdding();

    private void Work()
    {
        foreach (var run in _runs.GetConsumingEnumerable())
        {
            run.RunSynchronously();
        }
    }
}

using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Mmei.Encoders.Batching;

/// <summary>
/// Threads of their own for model runs, which keep a core busy for long: on the thread pool, which has few, they would keep messages and
/// refusals waiting. On Linux they also give way to all other threads of the process, which need a core for moments only.
/// </summary>
internal sealed partial class RunThreads : IDisposable
{
    /// <summary>A third of the weight of other threads, where there are not cores enough for all.</summary>
    private const int Nice = 5;

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
        if (OperatingSystem.IsLinux())
        {
            _ = GiveWay(which: 0, who: 0, Nice);
        }

        foreach (var run in _runs.GetConsumingEnumerable())
        {
            run.RunSynchronously();
        }
    }

    /// <summary>
    /// Of the calling thread, where <paramref name="which"/> and <paramref name="who"/> are 0. It may always be asked to give more way.
    /// </summary>
    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int GiveWay(int which, int who, int nice);
}

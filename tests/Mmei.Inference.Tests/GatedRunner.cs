namespace Mmei.Inference.Tests;

/// <summary>Doubles numbers, once the test opens the gate. Its items are their own lengths; 13 is poison.</summary>
internal sealed class GatedRunner : IBatchRunner<int, int>, IDisposable
{
    public const int Poison = 13;

    private readonly SemaphoreSlim _started = new(0);
    private readonly SemaphoreSlim _gate = new(0);

    public List<int[]> Batches { get; } = [];

    /// <summary>Called within each run.</summary>
    public Action WhileRunning { get; init; } = static () => { };

    public int Length(int item) => item;

    public IReadOnlyList<int> Run(IReadOnlyList<int> items)
    {
        Batches.Add([.. items]);
        _started.Release();
        _gate.Wait();
        WhileRunning();
        return items.Contains(Poison) ? throw new InvalidOperationException("poison") : [.. items.Select(i => i * 2)];
    }

    /// <summary>Waits until a run has begun.</summary>
    public Task RunBegunAsync() => _started.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>Lets one run finish.</summary>
    public void OpenOnce() => _gate.Release();

    /// <summary>Lets every run finish.</summary>
    public void Open() => _gate.Release(1000);

    public void Dispose()
    {
        _started.Dispose();
        _gate.Dispose();
    }
}

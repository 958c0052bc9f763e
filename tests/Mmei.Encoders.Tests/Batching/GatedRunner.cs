using Mmei.Encoders.Batching;

namespace Mmei.Encoders.Tests.Batching;

/// <summary>Doubles numbers, once the test opens the gate. Its items are their own lengths; 13 is poison.</summary>
internal sealed class GatedRunner : IBatchRunner<int, int>, IDisposable
{
    public const int Poison = 13;

    private readonly SemaphoreSlim _started = new(0);
    private readonly SemaphoreSlim _gate = new(0);

    /// <summary>The batches whose runs began.</summary>
    public List<int[]> Batches { get; } = [];

    /// <summary>The batches that were laid out for a run.</summary>
    public List<int[]> Filled { get; } = [];

    /// <summary>Called within each run.</summary>
    public Action WhileRunning { get; init; } = static () => { };

    public int Largest { get; init; } = 100;

    public int Length(int item) => item;

    public IBatch<int, int> CreateBatch() => new Batch(this);

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

    private sealed class Batch(GatedRunner runner) : IBatch<int, int>
    {
        private int[] _items = [];

        public void Fill(IReadOnlyList<int> items)
        {
            _items = [.. items];
            lock (runner.Filled)
            {
                runner.Filled.Add(_items);
            }
        }

        public void Run(CancellationToken cancellationToken)
        {
            lock (runner.Batches)
            {
                runner.Batches.Add(_items);
            }

            runner._started.Release();
            runner._gate.Wait(cancellationToken);
            runner.WhileRunning();
            if (_items.Contains(Poison))
            {
                throw new InvalidOperationException("poison");
            }
        }

        public int Read(int index) => _items[index] * 2;

        public void Dispose() => _items = [];
    }
}

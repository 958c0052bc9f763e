namespace Mmei.Encoders;

/// <summary>Lets as many inputs be decoded at once as there are cores; more would only make each of them later.</summary>
public sealed class PreprocessingSlots : IDisposable
{
    private readonly SemaphoreSlim _slots = new(Environment.ProcessorCount);

    /// <summary>Waits for a slot, then runs <paramref name="work"/> on the thread pool.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(work, cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose() => _slots.Dispose();
}

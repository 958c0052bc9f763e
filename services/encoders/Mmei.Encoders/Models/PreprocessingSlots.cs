namespace Mmei.Encoders.Models;

/// <summary>
/// Lets as many inputs be decoded at once as there are cores beside one, which is for messages: a refusal must not wait behind pictures.
/// More would only make each of them later.
/// </summary>
public sealed class PreprocessingSlots : IDisposable
{
    private readonly SemaphoreSlim _slots = new(Math.Max(Environment.ProcessorCount - 1, 1));

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

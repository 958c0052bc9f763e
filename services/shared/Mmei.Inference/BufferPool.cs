using System.Collections.Concurrent;

namespace Mmei.Inference;

/// <summary>Buffers of a model for callers that run it at once: as many as there were callers, used again. Thread-safe.</summary>
public sealed class BufferPool(IModel model) : IDisposable
{
    private readonly ConcurrentBag<IModelBuffers> _idle = [];

    /// <summary>Buffers that are the caller's own until what is returned is disposed, however the run ends.</summary>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public RentedBuffers Rent() => new(_idle.TryTake(out var idle) ? idle : model.CreateBuffers(), _idle.Add);

    public void Dispose()
    {
        while (_idle.TryTake(out var buffers))
        {
            buffers.Dispose();
        }
    }
}

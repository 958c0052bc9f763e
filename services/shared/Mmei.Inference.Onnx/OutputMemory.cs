using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Mmei.Inference.Onnx;

/// <summary>A model's output where ONNX Runtime put it, without a copy. The run's outputs own the value; this only shows it.</summary>
internal sealed unsafe class OutputMemory<T>(OrtValue value, RunOutputs run) : MemoryManager<T>
    where T : unmanaged
{
    public override Span<T> GetSpan()
    {
        run.ThrowIfDisposed();
        return MemoryMarshal.Cast<byte, T>(value.GetTensorMutableDataAsSpan<byte>());
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        fixed (T* native = GetSpan()[elementIndex..])
        {
            return new MemoryHandle(native, pinnable: this);
        }
    }

    public override void Unpin()
    {
        // Native memory does not move.
    }

    protected override void Dispose(bool disposing)
    {
        // The run's outputs own the value.
    }
}

/// <summary>The values that a run returned, until they are disposed; ONNX Runtime itself would end the process when they are read later.</summary>
internal sealed class RunOutputs(IDisposableReadOnlyCollection<OrtValue> values) : IDisposable
{
    private bool disposed;

    public IReadOnlyList<OrtValue> Values => values;

    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(disposed, typeof(ModelOutputs));

    public void Dispose()
    {
        disposed = true;
        values.Dispose();
    }
}

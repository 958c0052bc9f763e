using System.Buffers;
using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Owns an <c>OrtValue*</c> and the pin on the managed memory it may lie over.</summary>
internal sealed unsafe class ValueHandle : SafeHandle
{
    private MemoryHandle pin;

    public ValueHandle(nint value, MemoryHandle pin = default)
        : base(0, ownsHandle: true)
    {
        this.pin = pin;
        SetHandle(value);
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        OrtApi.Table->ReleaseValue(handle);
        pin.Dispose();
        return true;
    }
}

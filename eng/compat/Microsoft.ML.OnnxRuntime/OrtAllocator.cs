using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>An allocator of the library. Only the default one, for CPU memory, is offered; the library owns it.</summary>
public class OrtAllocator : SafeHandle
{
    private static readonly Lazy<OrtAllocator> Default = new(CreateDefault);

    private OrtAllocator(nint allocator)
        : base(0, ownsHandle: false) => SetHandle(allocator);

    public static OrtAllocator DefaultInstance => Default.Value;

    public override bool IsInvalid => handle == 0;

    internal nint Pointer => handle;

    protected override bool ReleaseHandle() => true;

    private static unsafe OrtAllocator CreateDefault()
    {
        nint allocator;
        OrtApi.Check(OrtApi.Table->GetAllocatorWithDefaultOptions(&allocator));
        return new OrtAllocator(allocator);
    }
}

using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Owns an <c>OrtSession*</c>.</summary>
internal sealed unsafe class SessionHandle : SafeHandle
{
    public SessionHandle(nint session)
        : base(0, ownsHandle: true) => SetHandle(session);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        OrtApi.Table->ReleaseSession(handle);
        return true;
    }
}

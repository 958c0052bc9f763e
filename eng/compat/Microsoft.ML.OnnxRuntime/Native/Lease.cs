using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Keeps a native object alive while native code uses it, even if another thread disposes it meanwhile.</summary>
internal readonly ref struct Lease : IDisposable
{
    private readonly SafeHandle owner;

    /// <exception cref="ObjectDisposedException">The object is disposed already.</exception>
    public Lease(SafeHandle owner)
    {
        var added = false;
        owner.DangerousAddRef(ref added);
        this.owner = owner;
        Pointer = owner.DangerousGetHandle();
    }

    public nint Pointer { get; }

    public void Dispose() => owner.DangerousRelease();
}

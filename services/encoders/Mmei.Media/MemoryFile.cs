using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Mmei.Media;

/// <summary>
/// A file without a disk, which another process of the same user can open and seek in: MP4 files often have their index at the end, which a
/// pipe cannot reach, and what people send must not be written to a disk.
/// </summary>
internal sealed partial class MemoryFile : IDisposable
{
    private const uint CloseOnExecute = 1;

    private readonly SafeFileHandle _handle;

    /// <exception cref="Win32Exception">The system has no more memory or handles to give.</exception>
    public MemoryFile(ReadOnlySpan<byte> content)
    {
        var descriptor = Create("media", CloseOnExecute);
        _handle = descriptor < 0 ? throw new Win32Exception() : new SafeFileHandle(descriptor, ownsHandle: true);
        RandomAccess.Write(_handle, content, 0);
    }

    public string Path => $"/proc/{Environment.ProcessId}/fd/{_handle.DangerousGetHandle()}";

    public void Dispose() => _handle.Dispose();

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Create(string name, uint flags);
}

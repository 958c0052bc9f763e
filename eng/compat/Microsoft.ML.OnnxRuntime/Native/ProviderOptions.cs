using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Key/value pairs as two native arrays of strings, for the length of one call.</summary>
internal sealed unsafe class ProviderOptions : IDisposable
{
    private readonly byte** strings;

    public ProviderOptions(Dictionary<string, string>? pairs)
    {
        Count = pairs?.Count ?? 0;
        strings = (byte**)NativeMemory.AllocZeroed((nuint)(2 * Count), (nuint)sizeof(byte*));
        var index = 0;
        foreach (var (key, value) in pairs ?? [])
        {
            Keys[index] = (byte*)Marshal.StringToCoTaskMemUTF8(key);
            Values[index] = (byte*)Marshal.StringToCoTaskMemUTF8(value);
            index++;
        }
    }

    public int Count { get; }

    public byte** Keys => strings;

    public byte** Values => strings + Count;

    public void Dispose()
    {
        for (var i = 0; i < 2 * Count; i++)
        {
            Marshal.FreeCoTaskMem((nint)strings[i]);
        }

        NativeMemory.Free(strings);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Mmei.Ranking.Index;

/// <summary>
/// Has memory brought into the cache before it is needed, without waiting for it: where what is read lies far apart, each piece would be
/// waited for, since no processor guesses where the next one is.
/// </summary>
internal static class Prefetch
{
    private const int CacheLine = 64;

    public static unsafe void Of<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        // Nothing is read by the address, so it may be the old one of what is being moved.
        var first = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(numbers));
        for (var at = 0; at < numbers.Length * sizeof(T); at += CacheLine)
        {
            Sse.Prefetch0(first + at);
        }
    }

    /// <summary>The beginning of an array, whose length is not looked at: that would be waiting for it.</summary>
    public static unsafe void Of<T>(T[] numbers)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(numbers)));
        }
    }
}

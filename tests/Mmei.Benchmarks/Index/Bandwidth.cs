using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mmei.Benchmarks.Index;

/// <summary>Reads numbers as fast as one thread can, and does nothing with them.</summary>
internal static class Bandwidth
{
    private static readonly int Step = 4 * Vector512<int>.Count;

    /// <returns>Their exclusive or, so that nothing of it can be left out. What does not fill a step at the end is not read.</returns>
    public static int Read(ReadOnlySpan<float> numbers)
    {
        var words = MemoryMarshal.Cast<float, int>(numbers);
        ref var first = ref MemoryMarshal.GetReference(words);
        var (a, b, c, d) = (Vector512<int>.Zero, Vector512<int>.Zero, Vector512<int>.Zero, Vector512<int>.Zero);
        for (nuint at = 0; at + (nuint)Step <= (nuint)words.Length; at += (nuint)Step)
        {
            a ^= Vector512.LoadUnsafe(ref first, at);
            b ^= Vector512.LoadUnsafe(ref first, at + 16);
            c ^= Vector512.LoadUnsafe(ref first, at + 32);
            d ^= Vector512.LoadUnsafe(ref first, at + 48);
        }

        return Vector512.Sum(a ^ b ^ c ^ d);
    }
}

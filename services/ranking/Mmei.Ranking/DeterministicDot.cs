using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mmei.Ranking;

/// <summary>
/// Dot products that are the same to the last bit on every machine, which a replayed decision needs: four accumulators of eight lanes,
/// summed
/// in a fixed order, no fused multiply-add.
/// </summary>
internal static class DeterministicDot
{
    private const int Lanes = 8;
    private const int Step = 4 * Lanes;

    /// <param name="left">A multiple of 32 numbers.</param>
    /// <param name="right">As many.</param>
    public static float Of(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        if (left.Length != right.Length || left.Length % Step != 0)
        {
            throw new ArgumentException($"Both vectors must have the same multiple of {Step} numbers; got {left.Length} and {right.Length}.");
        }

        ref var a = ref MemoryMarshal.GetReference(left);
        ref var b = ref MemoryMarshal.GetReference(right);
        var (s0, s1, s2, s3) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        for (nuint i = 0; i < (nuint)left.Length; i += Step)
        {
            s0 += Vector256.LoadUnsafe(ref a, i) * Vector256.LoadUnsafe(ref b, i);
            s1 += Vector256.LoadUnsafe(ref a, i + Lanes) * Vector256.LoadUnsafe(ref b, i + Lanes);
            s2 += Vector256.LoadUnsafe(ref a, i + (2 * Lanes)) * Vector256.LoadUnsafe(ref b, i + (2 * Lanes));
            s3 += Vector256.LoadUnsafe(ref a, i + (3 * Lanes)) * Vector256.LoadUnsafe(ref b, i + (3 * Lanes));
        }

        var lanes = s0 + s1 + (s2 + s3);
        var half = lanes.GetLower() + lanes.GetUpper();
        return (half[0] + half[1]) + (half[2] + half[3]);
    }
}

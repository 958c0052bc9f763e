using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mmei.Ranking.Index;

/// <summary>
/// Inner products of a query with rows whose numbers lie in halves (<see cref="VectorBlocks"/>). Each sum runs over the same lanes in the
/// same order, so equal rows score equally.
/// </summary>
internal static class BlockScan
{
    /// <summary>How many rows before it is needed a row is fetched.</summary>
    private const int Ahead = 8;

    private static readonly int Lanes = Vector512<float>.Count;

    /// <summary>Adds to each score the product of its row as the upper halves have it.</summary>
    /// <param name="upper">Of a block; rows of zeros may be missing at its end.</param>
    /// <param name="width">Numbers of a row: a multiple of 16.</param>
    /// <param name="query">As wide. What is zero at its end is not read.</param>
    /// <param name="rows">Which rows, ascending.</param>
    /// <param name="scores">One for each of them.</param>
    public static void Add(ReadOnlySpan<ushort> upper, int width, ReadOnlySpan<float> query, ReadOnlySpan<int> rows, Span<float> scores)
    {
        query = Told(query);
        for (var i = 0; i < rows.Length && (rows[i] + 1) * width <= upper.Length && !query.IsEmpty; i++)
        {
            var ahead = i + Ahead;
            if (ahead < rows.Length && rows[ahead] - rows[i] > Ahead && (rows[ahead] + 1) * width <= upper.Length)
            {
                Prefetch.Of(upper.Slice(rows[ahead] * width, query.Length));
            }

            scores[i] += Rough(upper.Slice(rows[i] * width, query.Length), query);
        }
    }

    /// <summary>The product of a row with all that is known of it.</summary>
    public static float Exact(ReadOnlySpan<ushort> upper, ReadOnlySpan<ushort> lower, ReadOnlySpan<float> query)
    {
        query = Told(query);
        ref var first = ref MemoryMarshal.GetReference(query);
        ref var above = ref MemoryMarshal.GetReference(upper[..query.Length]);
        ref var below = ref MemoryMarshal.GetReference(lower[..query.Length]);
        var sum = Vector512<float>.Zero;
        for (nuint at = 0; at < (nuint)query.Length; at += (nuint)Lanes)
        {
            var bits = (Wide(ref above, at) << 16) | Wide(ref below, at);
            sum = Vector512.FusedMultiplyAdd(bits.AsSingle(), Vector512.LoadUnsafe(ref first, at), sum);
        }

        return Vector512.Sum(sum);
    }

    private static float Rough(ReadOnlySpan<ushort> row, ReadOnlySpan<float> query)
    {
        ref var first = ref MemoryMarshal.GetReference(query);
        ref var above = ref MemoryMarshal.GetReference(row);
        var sum = Vector512<float>.Zero;
        for (nuint at = 0; at < (nuint)query.Length; at += (nuint)Lanes)
        {
            sum = Vector512.FusedMultiplyAdd((Wide(ref above, at) << 16).AsSingle(), Vector512.LoadUnsafe(ref first, at), sum);
        }

        return Vector512.Sum(sum);
    }

    /// <summary>The query up to its last number that is not zero, in whole lanes.</summary>
    private static ReadOnlySpan<float> Told(ReadOnlySpan<float> query) =>
        query[..((query.TrimEnd(0f).Length + Lanes - 1) / Lanes * Lanes)];

    private static Vector512<uint> Wide(ref ushort halves, nuint at)
    {
        var narrow = Vector256.LoadUnsafe(ref halves, at);
        return Avx512F.IsSupported
            ? Avx512F.ConvertToVector512UInt32(narrow)
            : Vector512.Create(Vector256.WidenLower(narrow), Vector256.WidenUpper(narrow));
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mmei.Ranking.Index;

/// <summary>
/// Inner products of a query with rows of a block. Four rows side by side: one alone waits for its own sums, and not for memory. Each sum
/// runs over the same lanes in the same order wherever its row stands, so equal rows score equally.
/// </summary>
internal static class BlockScan
{
    private const int Rows = 4;
    private static readonly int Lanes = Vector512<float>.Count;

    /// <summary>Adds to each score the product of its row.</summary>
    /// <param name="block">Rows of zeros may be missing at its end.</param>
    /// <param name="width">Numbers of a row: a multiple of 16.</param>
    /// <param name="query">As wide. What is zero at its end is not read.</param>
    /// <param name="rows">Which rows, ascending.</param>
    /// <param name="scores">One for each of them.</param>
    public static void Add(ReadOnlySpan<float> block, int width, ReadOnlySpan<float> query, ReadOnlySpan<int> rows, Span<float> scores)
    {
        var length = (query.TrimEnd(0f).Length + Lanes - 1) / Lanes * Lanes;
        var present = block.Length / width;
        var count = rows.Length > 0 && rows[^1] < present ? rows.Length : CountBelow(rows, present);
        if (length == 0)
        {
            return;
        }

        ref var numbers = ref MemoryMarshal.GetReference(block);
        query = query[..length];
        var i = 0;
        for (; i <= count - Rows; i += Rows)
        {
            AddFour(ref numbers, width, query, rows.Slice(i, Rows), scores.Slice(i, Rows));
        }

        for (; i < count; i++)
        {
            scores[i] += One(ref numbers, (nuint)(rows[i] * width), query);
        }
    }

    private static int CountBelow(ReadOnlySpan<int> rows, int end)
    {
        var at = rows.BinarySearch(end);
        return at < 0 ? ~at : at;
    }

    private static void AddFour(ref float numbers, int width, ReadOnlySpan<float> query, ReadOnlySpan<int> rows, Span<float> scores)
    {
        ref var first = ref MemoryMarshal.GetReference(query);
        var (a, b, c, d) = ((nuint)(rows[0] * width), (nuint)(rows[1] * width), (nuint)(rows[2] * width), (nuint)(rows[3] * width));
        var (ofA, ofB, ofC, ofD) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        for (nuint at = 0; at < (nuint)query.Length; at += (nuint)Lanes)
        {
            var lanes = Vector512.LoadUnsafe(ref first, at);
            ofA = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref numbers, a + at), lanes, ofA);
            ofB = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref numbers, b + at), lanes, ofB);
            ofC = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref numbers, c + at), lanes, ofC);
            ofD = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref numbers, d + at), lanes, ofD);
        }

        scores[0] += Vector512.Sum(ofA);
        scores[1] += Vector512.Sum(ofB);
        scores[2] += Vector512.Sum(ofC);
        scores[3] += Vector512.Sum(ofD);
    }

    private static float One(ref float numbers, nuint row, ReadOnlySpan<float> query)
    {
        ref var first = ref MemoryMarshal.GetReference(query);
        var sum = Vector512<float>.Zero;
        for (nuint at = 0; at < (nuint)query.Length; at += (nuint)Lanes)
        {
            sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref numbers, row + at), Vector512.LoadUnsafe(ref first, at), sum);
        }

        return Vector512.Sum(sum);
    }
}

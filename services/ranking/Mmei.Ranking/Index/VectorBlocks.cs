using System.Numerics;
using System.Numerics.Tensors;

namespace Mmei.Ranking.Index;

/// <summary>
/// Rows of numbers, of one width, in blocks: growing copies nothing that is large, and a block whose rows are all zero takes no memory. The
/// upper and lower halves of the numbers' bits lie apart: the upper are the numbers to within a 128th, and are read in half the time. Not
/// safe for concurrent use.
/// </summary>
internal sealed class VectorBlocks(int width)
{
    /// <summary>Of a block.</summary>
    public const int Rows = 1024;

    // A tenant with a handful of items does not pay for a whole block.
    private const int FirstRows = 64;

    // Seven bits of the significand are in the upper half; a little more, for what the sums themselves are rounded.
    private const float Cut = 1 / 127f;
    private readonly List<(ushort[] Upper, ushort[] Lower)> _blocks = [];
    private float _longest;

    /// <summary>Adds to each score the product of the query with its row of a block, to within <see cref="ErrorOf"/>.</summary>
    public void AddRough(int block, ReadOnlySpan<float> query, ReadOnlySpan<int> rows, Span<float> scores)
    {
        if (block < _blocks.Count)
        {
            BlockScan.Add(_blocks[block].Upper, width, query, rows, scores);
        }
    }

    /// <summary>By how much a rough product may be wrong: a part of both norms (Cauchy and Schwarz).</summary>
    public float ErrorOf(ReadOnlySpan<float> query) => Cut * _longest * TensorPrimitives.Norm(query);

    /// <summary>The product of the query with a row.</summary>
    public float Dot(int row, ReadOnlySpan<float> query)
    {
        var (block, at) = Math.DivRem(row, Rows);
        return Has(block, at)
            ? BlockScan.Exact(_blocks[block].Upper.AsSpan(at * width, width), _blocks[block].Lower.AsSpan(at * width, width), query)
            : 0;
    }

    public void Write(int row, ReadOnlySpan<float> vector)
    {
        var (block, at) = Math.DivRem(row, Rows);
        if (!Has(block, at) && !vector.ContainsAnyExcept(0f))
        {
            return;
        }

        Grow(block, at);
        var upper = _blocks[block].Upper.AsSpan(at * width, width);
        var lower = _blocks[block].Lower.AsSpan(at * width, width);
        for (var i = 0; i < width; i++)
        {
            var bits = BitConverter.SingleToUInt32Bits(vector[i]);
            (upper[i], lower[i]) = ((ushort)(bits >> 16), (ushort)bits);
        }

        _longest = Math.Max(_longest, TensorPrimitives.Norm(vector));
    }

    /// <summary>Copies a row.</summary>
    public void Move(int from, int to)
    {
        var (source, at) = Math.DivRem(from, Rows);
        var (target, place) = Math.DivRem(to, Rows);
        if (Has(source, at))
        {
            Grow(target, place);
            Array.Copy(_blocks[source].Upper, at * width, _blocks[target].Upper, place * width, width);
            Array.Copy(_blocks[source].Lower, at * width, _blocks[target].Lower, place * width, width);
        }
        else if (Has(target, place))
        {
            Array.Clear(_blocks[target].Upper, place * width, width);
            Array.Clear(_blocks[target].Lower, place * width, width);
        }
    }

    /// <summary>Gives back what is beyond so many rows.</summary>
    public void Shrink(int rows)
    {
        var blocks = (rows + Rows - 1) / Rows;
        if (blocks < _blocks.Count)
        {
            _blocks.RemoveRange(blocks, _blocks.Count - blocks);
        }
    }

    private bool Has(int block, int at) => block < _blocks.Count && _blocks[block].Upper.Length > at * width;

    private void Grow(int block, int at)
    {
        if (Has(block, at))
        {
            return;
        }

        while (_blocks.Count <= block)
        {
            _blocks.Add(([], []));
        }

        var rows = block > 0 ? Rows : Math.Max(FirstRows, (int)BitOperations.RoundUpToPowerOf2((uint)at + 1));
        var (upper, lower) = _blocks[block];
        Array.Resize(ref upper, rows * width);
        Array.Resize(ref lower, rows * width);
        _blocks[block] = (upper, lower);
    }
}

namespace Mmei.Ranking.Index;

/// <summary>
/// Rows of numbers, of one width, in blocks: growing copies nothing that is large, and a block whose rows are all zero takes no memory. Not
/// safe for concurrent use.
/// </summary>
internal sealed class VectorBlocks(int width)
{
    /// <summary>Of a block.</summary>
    public const int Rows = 1024;

    // A tenant with a handful of items does not pay for a whole block.
    private const int FirstRows = 64;
    private readonly List<float[]?> _blocks = [];

    /// <summary>The rows of a block that hold anything, one after the other; empty where all are zero.</summary>
    public ReadOnlySpan<float> Block(int block) => block < _blocks.Count ? _blocks[block] : [];

    public void Write(int row, ReadOnlySpan<float> vector)
    {
        var (block, at) = Math.DivRem(row, Rows);
        if (Length(block) <= at * width)
        {
            if (!vector.ContainsAnyExcept(0f))
            {
                return;
            }

            Grow(block, at);
        }

        vector.CopyTo(_blocks[block].AsSpan(at * width, width));
    }

    /// <summary>Copies a row.</summary>
    public void Move(int from, int to)
    {
        var (block, at) = Math.DivRem(from, Rows);
        Write(to, Length(block) > at * width ? _blocks[block].AsSpan(at * width, width) : new float[width]);
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

    private int Length(int block) => block < _blocks.Count && _blocks[block] is { } rows ? rows.Length : 0;

    private void Grow(int block, int at)
    {
        while (_blocks.Count <= block)
        {
            _blocks.Add(null);
        }

        var rows = block > 0 ? Rows : Math.Max(FirstRows, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)at + 1));
        var grown = _blocks[block] ?? [];
        Array.Resize(ref grown, rows * width);
        _blocks[block] = grown;
    }
}

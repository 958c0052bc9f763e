using Mmei.Expressions;

namespace Mmei.Ranking.Index;

/// <summary>Which rows a query may find. Asked once for each block of rows, from the first to the last.</summary>
internal sealed class RowFilter
{
    /// <summary>How many rows before it is needed a row's tags are fetched.</summary>
    private const int Ahead = 8;

    private readonly uint _kinds;
    private readonly bool _anyTag;
    private readonly (bool[] Numbers, uint Mark) _tags;
    private readonly (bool[] Numbers, uint Mark) _excludedTags;
    private readonly int[] _excluded;
    private readonly Expression? _asked;
    private readonly AskedRow _row;
    private int _next;

    /// <param name="query">Kinds, tags and expression.</param>
    /// <param name="tags">The numbers of the rows' tags.</param>
    /// <param name="excluded">Rows that must not be found, ascending.</param>
    public RowFilter(VectorQuery query, TagNumbers tags, int[] excluded)
    {
        _kinds = query.Kinds.Count == 0 ? uint.MaxValue : query.Kinds.Aggregate(0u, (mask, kind) => mask | (1u << (int)kind));
        _anyTag = query.Tags.Count == 0;
        (_tags, _excludedTags, _excluded) = (tags.Among(query.Tags), tags.Among(query.ExcludedTags), excluded);
        (_asked, _row) = (query.Filter, new AskedRow(tags));
    }

    /// <summary>The rows of a block that pass, counted from its first.</summary>
    /// <param name="rows">The block's.</param>
    /// <param name="first">The number of its first row.</param>
    /// <param name="passing">Filled; as long as the block at least.</param>
    /// <returns>How many pass.</returns>
    public int Pass(ReadOnlySpan<Row> rows, int first, Span<int> passing)
    {
        var count = 0;
        for (var at = 0; at < rows.Length; at++)
        {
            // Counted without a branch: which rows pass is mostly beyond guessing.
            passing[count] = at;
            count += !IsExcluded(first + at) & MayPass(in rows[at]) ? 1 : 0;
        }

        count = _anyTag && _excludedTags.Mark == 0 ? count : Verify(rows, passing[..count]);
        return _asked is null ? count : Ask(_asked, rows, passing[..count]);
    }

    /// <summary>By its kind, and its tags as far as marks tell.</summary>
    private bool MayPass(in Row row) => (_kinds & (1u << (int)row.Kind)) != 0 & (_anyTag | (row.Mark & _tags.Mark) != 0);

    private bool IsExcluded(int row)
    {
        var excluded = _next < _excluded.Length && _excluded[_next] == row;
        _next += excluded ? 1 : 0;
        return excluded;
    }

    /// <summary>Leaves the rows whose tags pass.</summary>
    private int Verify(ReadOnlySpan<Row> rows, Span<int> passing)
    {
        var count = 0;
        for (var i = 0; i < passing.Length; i++)
        {
            if (i + Ahead < passing.Length)
            {
                Prefetch.Of(rows[passing[i + Ahead]].Tags);
            }

            var tags = rows[passing[i]].Tags;
            passing[count] = passing[i];
            count += (_anyTag || HasAny(tags, _tags.Numbers)) && !HasAny(tags, _excludedTags.Numbers) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Leaves the rows of which the expression is true. Last, as it costs most.</summary>
    private int Ask(Expression expression, ReadOnlySpan<Row> rows, Span<int> passing)
    {
        var count = 0;
        foreach (var at in passing)
        {
            if (expression.Holds(_row.At(in rows[at])))
            {
                passing[count++] = at;
            }
        }

        return count;
    }

    private static bool HasAny(int[] tags, bool[] among)
    {
        var any = false;
        foreach (var tag in tags)
        {
            any |= (uint)tag < (uint)among.Length && among[tag];
        }

        return any;
    }
}

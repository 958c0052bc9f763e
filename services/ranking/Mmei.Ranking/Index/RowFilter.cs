namespace Mmei.Ranking.Index;

/// <summary>Which rows a query may find. Asked once for each block of rows, from the first to the last.</summary>
internal sealed class RowFilter
{
    private readonly uint _kinds;
    private readonly bool _anyTag;
    private readonly (bool[] Numbers, uint Mark) _tags;
    private readonly (bool[] Numbers, uint Mark) _excludedTags;
    private readonly int[] _excluded;
    private readonly bool _letsAllPass;
    private int _next;

    /// <param name="query">Kinds and tags.</param>
    /// <param name="tags">The numbers of the rows' tags.</param>
    /// <param name="excluded">Rows that must not be found, ascending.</param>
    public RowFilter(VectorQuery query, TagNumbers tags, int[] excluded)
    {
        _kinds = query.Kinds.Count == 0 ? uint.MaxValue : query.Kinds.Aggregate(0u, (mask, kind) => mask | (1u << (int)kind));
        _anyTag = query.Tags.Count == 0;
        (_tags, _excludedTags, _excluded) = (tags.Among(query.Tags), tags.Among(query.ExcludedTags), excluded);
        _letsAllPass = _kinds == uint.MaxValue && _anyTag && _excludedTags.Mark == 0;
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
            if (_next < _excluded.Length && _excluded[_next] == first + at)
            {
                _next++;
            }
            else if (_letsAllPass || Passes(in rows[at]))
            {
                passing[count++] = at;
            }
        }

        return count;
    }

    private bool Passes(in Row row) =>
        (_kinds & (1u << (int)row.Kind)) != 0
        && (_anyTag || HasAny(in row, _tags.Numbers, _tags.Mark))
        && !HasAny(in row, _excludedTags.Numbers, _excludedTags.Mark);

    private static bool HasAny(in Row row, bool[] among, uint mark)
    {
        if ((row.Mark & mark) == 0)
        {
            return false;
        }

        foreach (var tag in row.Tags)
        {
            if ((uint)tag < (uint)among.Length && among[tag])
            {
                return true;
            }
        }

        return false;
    }
}

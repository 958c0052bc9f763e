using Mmei.Ranking.Catalog;

namespace Mmei.Ranking.Rank;

/// <summary>
/// Counts the items of each creator on a slate, up to the most that may be there. An item without a creator counts for nobody.
/// </summary>
internal sealed class CreatorCap
{
    private readonly int[] _creators;
    private readonly int[] _counts;
    private readonly int _most;

    /// <param name="items">The candidates.</param>
    /// <param name="most">0: as many as come.</param>
    public CreatorCap(IReadOnlyList<RankableItem> items, int most)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        _creators = [.. items.Select(item => NumberOf(item.Presentation.Creator))];
        (_counts, _most) = (new int[known.Count], most);

        int NumberOf(string? creator)
        {
            if (creator is null || most == 0)
            {
                return -1;
            }

            known.TryAdd(creator, known.Count);
            return known[creator];
        }
    }

    public void Clear() => Array.Clear(_counts);

    public bool IsReached(int item) => _creators[item] >= 0 && _counts[_creators[item]] >= _most;

    public void Take(int item)
    {
        if (_creators[item] >= 0)
        {
            _counts[_creators[item]]++;
        }
    }
}

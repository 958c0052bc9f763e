using System.Collections.ObjectModel;
using Mmei.Contracts.V1;
using Mmei.Expressions;
using Mmei.Expressions.Nodes;
using Mmei.Ranking.Catalog;

namespace Mmei.Ranking.Rank;

/// <summary>The boosts of a request.</summary>
internal sealed class Boosts
{
    private readonly IReadOnlyList<Boost> _asked;
    private readonly Expression[] _when;

    /// <param name="asked">Their expressions were read at the edge.</param>
    public Boosts(IReadOnlyList<Boost> asked)
    {
        _asked = asked;
        _when = [.. asked.Select(boost => Expression.Parse(boost.When))];
    }

    /// <summary>
    /// What to search for beside all items, so that the search finds what it would find if it counted a boost: the best of those that
    /// gain by it, or of those that lose nothing. So it does for each boost alone; of several, for those that one of them brings up.
    /// </summary>
    public IEnumerable<Expression> Searches() => _asked.Zip(_when, (boost, when) => boost.By >= 0 ? when : new Untrue(when));

    /// <summary>Which are true of an item, by their places in the request.</summary>
    public IReadOnlyList<int> HeldBy(IDescribedItem item)
    {
        List<int>? held = null;
        for (var i = 0; i < _when.Length; i++)
        {
            if (_when[i].Holds(item))
            {
                (held ??= []).Add(i);
            }
        }

        return held ?? (IReadOnlyList<int>)[];
    }

    /// <summary>What they add to an item.</summary>
    public ItemBoost Of(IDescribedItem item) => Of(HeldBy(item));

    /// <summary>The same of many, by their ids.</summary>
    public IReadOnlyDictionary<string, ItemBoost> OfAll(IReadOnlyList<RankableItem> items) => _when.Length == 0
        ? ReadOnlyDictionary<string, ItemBoost>.Empty
        : items.ToDictionary(item => item.ItemId, Of, StringComparer.Ordinal);

    /// <param name="held">As <see cref="HeldBy"/> gives them.</param>
    public ItemBoost Of(IReadOnlyList<int> held) => held.Count == 0 ? ItemBoost.None : new ItemBoost(held.Sum(i => _asked[i].By), held);
}

/// <summary>What a request adds to the score of one item.</summary>
/// <param name="By">Negative where it takes off.</param>
/// <param name="Held">The boosts that are true of it, by their places in the request.</param>
internal sealed record ItemBoost(double By, IReadOnlyList<int> Held)
{
    public static ItemBoost None { get; } = new(0, []);

    /// <summary>As fields of the request.</summary>
    public IReadOnlyList<string> Rules => [.. Held.Select(place => $"options.boosts[{place}]")];
}

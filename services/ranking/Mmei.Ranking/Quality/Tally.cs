using System.Collections.Immutable;

namespace Mmei.Ranking.Quality;

/// <summary>
/// All votes on a tenant's items at one moment. Immutable; every replica that has read as far has the same, to the last bit.
/// </summary>
/// <param name="Place">How far it was read.</param>
/// <param name="Items">By item, its weeks.</param>
/// <param name="Weeks">By week, the sums over all items: exact, as votes are multiples of 2^-16.</param>
internal sealed record Tally(
    long Place,
    ImmutableDictionary<string, ImmutableArray<WeekVotes>> Items,
    ImmutableSortedDictionary<long, (double For, double Against)> Weeks)
{
    /// <summary>Nothing is known of any item.</summary>
    public static Tally None { get; } = new(
        0,
        ImmutableDictionary.Create<string, ImmutableArray<WeekVotes>>(StringComparer.Ordinal),
        ImmutableSortedDictionary<long, (double, double)>.Empty);

    /// <summary>With what was written since.</summary>
    public Tally And(IReadOnlyList<WeekVotes> rows)
    {
        if (rows.Count == 0)
        {
            return this;
        }

        var (items, weeks) = (Items.ToBuilder(), Weeks.ToBuilder());
        foreach (var row in rows)
        {
            var known = items.GetValueOrDefault(row.ItemId, []);
            var old = known.FirstOrDefault(votes => votes.Week == row.Week);
            items[row.ItemId] = [.. known.Where(votes => votes.Week != row.Week).Append(row).OrderBy(votes => votes.Week)];
            var (sumFor, sumAgainst) = weeks.GetValueOrDefault(row.Week);
            weeks[row.Week] = (
                sumFor - (old?.VotesFor ?? 0) + row.VotesFor, sumAgainst - (old?.VotesAgainst ?? 0) + row.VotesAgainst);
        }

        return new Tally(rows[^1].Place, items.ToImmutable(), weeks.ToImmutable());
    }
}

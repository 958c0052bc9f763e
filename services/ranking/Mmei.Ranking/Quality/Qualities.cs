using Mmei.Learning;

namespace Mmei.Ranking.Quality;

/// <summary>
/// Items' qualities at one time. The votes v for and w against an item, each halved with every half-life that has passed, make the
/// quality a Beta(k m + v, k (1 - m) + w): shrunk towards the tenant's mean m by a prior of k votes. Its mean less m is what is known, and
/// what is hoped adds a part of its standard deviation: a stated optimism, the same in every draw, so propensities stay exact.
/// </summary>
internal sealed class Qualities(Tally tally, DateTimeOffset now, QualityOptions options)
{
    private const double PeopleWhoFeltNoWorse = 2;
    private readonly long _week = Weeks.Of(now);
    private readonly double _mean = MeanOf(tally, Weeks.Of(now), options);

    /// <summary>Each by its id.</summary>
    public IReadOnlyDictionary<string, ItemQuality> Of(IEnumerable<string> itemIds) =>
        itemIds.ToDictionary(itemId => itemId, Of, StringComparer.Ordinal);

    public ItemQuality Of(string itemId)
    {
        // Where nobody has said anything of any item, there is nothing to compare.
        if (tally.Items.IsEmpty)
        {
            return default;
        }

        var (votesFor, votesAgainst, felt, worse) = (0.0, 0.0, 0.0, 0.0);
        foreach (var votes in tally.Items.GetValueOrDefault(itemId, []))
        {
            var weight = WeightOf(votes.Week, _week, options);
            votesFor += weight * votes.VotesFor;
            votesAgainst += weight * votes.VotesAgainst;
            felt += weight * votes.Felt;
            worse += weight * votes.Worse;
        }

        var count = options.Prior + votesFor + votesAgainst;
        var mean = ((options.Prior * _mean) + votesFor) / count;
        var known = mean - _mean;
        var hoped = Math.Min(known + (options.Optimism * Math.Sqrt(mean * (1 - mean) / (count + 1))), 1);
        return worse > options.HarmfulShare * (felt + PeopleWhoFeltNoWorse)
            ? new ItemQuality(Math.Min(known, 0), Math.Min(known, 0))
            : new ItemQuality(known, hoped);
    }

    // Half of what people think is good to begin with, for as much as one vote says.
    private static double MeanOf(Tally tally, long week, QualityOptions options)
    {
        var (votesFor, all) = (0.5, 1.0);
        foreach (var (past, votes) in tally.Weeks)
        {
            var weight = WeightOf(past, week, options);
            votesFor += weight * votes.For;
            all += weight * (votes.For + votes.Against);
        }

        return votesFor / all;
    }

    private static double WeightOf(long week, long now, QualityOptions options) =>
        Math.Pow(0.5, Math.Max(0, now - week) * Weeks.Days / options.HalfLife.TotalDays);
}

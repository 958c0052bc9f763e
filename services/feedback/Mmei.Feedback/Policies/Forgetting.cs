using Mmei.Learning;

namespace Mmei.Feedback.Policies;

/// <summary>
/// What was learned fades by whole weeks, seen from the latest that taught something: what nobody adds to stays as it is, and
/// the same weeks give the same policy, bit for bit.
/// </summary>
internal static class Forgetting
{
    /// <summary>A week that weighs less is left out.</summary>
    private const double LeastWeight = 1.0 / 1024;

    /// <summary>The sums of all weeks, each times one half to the power of its age over the half-life.</summary>
    /// <param name="weeks">Of one feature layout, at least one.</param>
    /// <param name="halfLife">Null: nothing fades, and the sums are exact.</param>
    /// <returns>To solve and to keep. It learns no more unless nothing has faded.</returns>
    public static LinearPosterior Faded(IEnumerable<(long Week, LinearPosterior Sums)> weeks, TimeSpan? halfLife)
    {
        var ordered = weeks.OrderBy(part => part.Week).ToArray();
        var latest = ordered[^1].Week;
        var all = new LinearPosterior(ordered[^1].Sums.Dimension);
        foreach (var (week, sums) in ordered)
        {
            if (Weight(latest - week, halfLife) is >= LeastWeight and var weight)
            {
                all.Merge(sums, weight);
            }
        }

        return all;
    }

    private static double Weight(long age, TimeSpan? halfLife) =>
        halfLife is { } half ? Math.Pow(0.5, age * Weeks.Days / half.TotalDays) : 1;
}

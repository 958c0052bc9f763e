namespace Mmei.Cli.Simulate.World;

/// <summary>Discounted gain of a list beside the best one (Järvelin and Kekäläinen, 2002), with graded gains.</summary>
internal static class Ndcg
{
    /// <param name="gains">Of the list, from the top.</param>
    /// <param name="all">Of all that could have been in it.</param>
    public static double Of(IReadOnlyList<double> gains, IEnumerable<double> all)
    {
        var best = Discounted(all.OrderDescending().Take(gains.Count));
        return best > 0 ? Discounted(gains) / best : 0;
    }

    private static double Discounted(IEnumerable<double> gains) => gains.Select((gain, place) => gain / Math.Log2(place + 2)).Sum();
}

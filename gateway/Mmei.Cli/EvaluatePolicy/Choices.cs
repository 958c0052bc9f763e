namespace Mmei.Cli.EvaluatePolicy;

/// <summary>Items and positions of the logs by number, and what policies do with them.</summary>
internal sealed class Choices
{
    private const double Slack = 1e-6;

    private readonly Dictionary<string, int> _items;
    private readonly int _positions;

    public Choices(IEnumerable<OpenBanditLog> logs)
    {
        var rows = logs.SelectMany(log => log.Rows).ToArray();
        _items = rows.Select(row => row.Item).Distinct().Order(StringComparer.Ordinal).Select((item, number) => (item, number))
            .ToDictionary(known => known.item, known => known.number);
        _positions = rows.Max(row => row.Position);
    }

    public int Of(OpenBanditRow row) => _items[row.Item];

    /// <summary>Each item as likely as any other: a row for each position, a column for each item.</summary>
    public double[][] Uniform() =>
        [.. Enumerable.Range(0, _positions).Select(_ => Enumerable.Repeat(1.0 / _items.Count, _items.Count).ToArray())];

    /// <summary>
    /// What the policy of a log does at each position: its propensities where they never moved and say all; else how often it showed each
    /// item, which is what it did on average while it learned.
    /// </summary>
    public double[][] PolicyOf(OpenBanditLog log)
    {
        var policy = Enumerable.Range(0, _positions).Select(_ => new double[_items.Count]).ToArray();
        foreach (var position in log.Rows.GroupBy(row => row.Position))
        {
            var shown = position.GroupBy(Of).ToArray();
            var steady = shown.All(item => item.Min(row => row.Propensity) == item.Max(row => row.Propensity))
                && Math.Abs(shown.Sum(item => item.First().Propensity) - 1) <= Slack;
            foreach (var item in shown)
            {
                policy[position.Key - 1][item.Key] = steady ? item.First().Propensity : item.Count() / (double)position.Count();
            }
        }

        return policy;
    }
}

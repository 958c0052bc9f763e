using Mmei.Ranking.Catalog;

namespace Mmei.Ranking.Taste;

/// <summary>What the rewards of one item add up to: the sum of their weights, and of the weights' magnitudes.</summary>
internal sealed record RatedItem(RankableItem Item, double Sum, double Mass)
{
    public RatedItem And(double weight) => this with { Sum = Sum + weight, Mass = Mass + Math.Abs(weight) };
}

using Mmei.Learning.Numerics;

namespace Mmei.Benchmarks.Bandit;

/// <summary>
/// People and items whose true worth is known: the expected reward of an item is 0.5 + 0.3 s, where s is the tanh of a weighted sum of its
/// features, and in the worlds that are not linear also of a wave of another sum, a fifth as strong. Rewards are 0 or 1.
/// </summary>
internal sealed class BanditWorld
{
    private const double Strength = 0.3;
    private const double Bend = 0.2;

    private readonly double[] _weights;
    private readonly double[] _waves;
    private readonly bool _linear;
    private readonly SeededRandom _random;

    public BanditWorld(int dimension, int items, bool linear, long seed)
    {
        (_random, _linear, Items) = (new SeededRandom(seed), linear, items);
        (_weights, _waves) = (Direction(dimension), Direction(dimension));
    }

    public int Items { get; }

    /// <summary>The features of each item for the next person, of which the first is 1.</summary>
    public double[][] Next() =>
        [.. Enumerable.Range(0, Items).Select(_ => (double[])[1, .. _weights.Skip(1).Select(_ => (2 * _random.Uniform()) - 1)])];

    public double Expected(double[] features)
    {
        var sum = SequentialDot.Of(_weights, features) - _weights[0];
        var bent = _linear ? sum : ((1 - Bend) * sum) + (Bend * Math.Sin(3 * (SequentialDot.Of(_waves, features) - _waves[0])));
        return 0.5 + (Strength * Math.Tanh(bent));
    }

    public double Reward(double[] features) => _random.Uniform() < Expected(features) ? 1 : 0;

    /// <summary>Such that a sum over uniform features has a standard deviation of about 1.</summary>
    private double[] Direction(int dimension)
    {
        var direction = Enumerable.Range(0, dimension).Select(_ => _random.Gaussian()).ToArray();
        var scale = Math.Sqrt(3 / direction.Sum(value => value * value));
        return [.. direction.Select(value => value * scale)];
    }
}

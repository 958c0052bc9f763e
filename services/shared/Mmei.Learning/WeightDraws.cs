namespace Mmei.Learning;

/// <summary>Drawn weight vectors, one a row.</summary>
public sealed class WeightDraws
{
    private readonly double[] _weights;

    internal WeightDraws(int count, int dimension) => (Count, Dimension, _weights) = (count, dimension, new double[count * dimension]);

    public int Count { get; }

    public int Dimension { get; }

    public ReadOnlySpan<double> this[int draw] => Row(draw);

    internal Span<double> Row(int draw) => _weights.AsSpan(draw * Dimension, Dimension);
}

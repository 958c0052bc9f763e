using MathNet.Numerics.LinearAlgebra;

namespace Mmei.Feedback.Tests.Policies;

/// <summary>Seeded observations of a linear reward with noise, kept within [0, 1].</summary>
internal sealed class SyntheticProblem
{
    private readonly Random _random;

    public SyntheticProblem(int dimension, int seed)
    {
        _random = new Random(seed);
        Weights = [.. Enumerable.Range(0, dimension).Select(_ => (_random.NextDouble() - 0.5) / dimension)];
    }

    public double[] Weights { get; }

    public double[] Features() =>
        [.. Enumerable.Range(0, Weights.Length).Select(_ => Math.Round((_random.NextDouble() * 2048) - 1024) / 1024)];

    public double Expected(double[] features) => 0.5 + Weights.Select((weight, i) => weight * features[i]).Sum();

    /// <summary>A reward on the 2^-16 grid, so that the closed form sees the very numbers that the posterior does.</summary>
    public double Reward(double[] features) =>
        Math.Round(Math.Clamp(Expected(features) + ((_random.NextDouble() - 0.5) * 0.2), 0, 1) * 65536) / 65536;

    public (double[] Features, double Reward)[] Observations(int count) =>
    [
        .. Enumerable.Range(0, count).Select(_ =>
        {
            var features = Features();
            return (features, Reward(features));
        }),
    ];

    /// <summary>(lambda I + X^T X)^-1 X^T r, from an independent library.</summary>
    public static double[] RidgeSolution((double[] Features, double Reward)[] observations, double ridge)
    {
        var x = Matrix<double>.Build.DenseOfRows(observations.Select(row => row.Features));
        var r = Vector<double>.Build.DenseOfEnumerable(observations.Select(row => row.Reward));
        return [.. (x.TransposeThisAndMultiply(x) + (Matrix<double>.Build.DenseIdentity(x.ColumnCount) * ridge)).LU()
            .Solve(x.TransposeThisAndMultiply(r))];
    }
}

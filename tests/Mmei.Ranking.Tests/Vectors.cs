using Mmei.Contracts.Tensors;

namespace Mmei.Ranking.Tests;

/// <summary>Unit vectors for tests.</summary>
internal static class Vectors
{
    /// <summary>A random direction that follows from the seed.</summary>
    public static float[] Random(int seed)
    {
        var random = new Random(seed);
        return Unit([.. Enumerable.Range(0, SharedSpace.Dimension).Select(_ => (float)(random.NextDouble() - 0.5))]);
    }

    /// <summary>Along one axis.</summary>
    public static float[] Axis(int axis) => Between(axis, axis, 0);

    /// <summary>Between two axes: the share of the second one is <paramref name="turn"/>, 0 to 1.</summary>
    public static float[] Between(int axis, int other, double turn)
    {
        var vector = new float[SharedSpace.Dimension];
        vector[axis] += (float)(1 - turn);
        vector[other] += (float)turn;
        return Unit(vector);
    }

    /// <summary>What an item can be about, along one axis.</summary>
    public static float[] Meaning(int axis)
    {
        var vector = new float[MeaningSpace.Dimension];
        vector[axis] = 1;
        return vector;
    }

    public static float[] Unit(float[] vector)
    {
        var norm = Math.Sqrt(vector.Sum(value => (double)value * value));
        return [.. vector.Select(value => (float)(value / norm))];
    }

    public static double[] Peak(int length, int at, double share = 0.7) =>
        [.. Enumerable.Range(0, length).Select(i => i == at ? share : (1 - share) / (length - 1))];
}

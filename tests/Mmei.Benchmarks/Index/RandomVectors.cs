using System.Numerics.Tensors;

namespace Mmei.Benchmarks.Index;

/// <summary>Vectors of the norm 1 in directions that follow from a seed, one after the other.</summary>
internal static class RandomVectors
{
    public static float[] Of(int count, int seed, int dimension = IndexSettings.Dimension)
    {
        var random = new Random(seed);
        var numbers = new float[count * dimension];
        foreach (ref var number in numbers.AsSpan())
        {
            number = random.NextSingle() - 0.5f;
        }

        for (var at = 0; at < numbers.Length; at += dimension)
        {
            var vector = numbers.AsSpan(at, dimension);
            TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        }

        return numbers;
    }

    public static float[] Row(float[] vectors, int row, int dimension = IndexSettings.Dimension) =>
        vectors.AsSpan(row * dimension, dimension).ToArray();
}

using System.Numerics.Tensors;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;

namespace Mmei.Ranking.Index;

/// <summary>Vectors of <see cref="SharedSpace.Dimension"/> numbers and the L2 norm 1.</summary>
internal static class UnitVector
{
    // Half precision moves the norm by less than 0.001; a vector of any other length is not one of ours.
    private const float NormSlack = 0.01f;

    /// <summary>Unpacks a vector and brings it to the norm of 1 in full precision.</summary>
    /// <exception cref="TensorFormatException">It is malformed; the message begins with <paramref name="name"/>.</exception>
    public static float[] Read(EncodedTensor tensor, string name)
    {
        if (tensor.Rows != 1 || tensor.Columns != SharedSpace.Dimension)
        {
            throw new TensorFormatException($"{name} is {tensor.Rows} x {tensor.Columns}, expected 1 x {SharedSpace.Dimension}");
        }

        var vector = TensorCodec.Unpack(tensor);
        var norm = MathF.Sqrt(DeterministicDot.Of(vector, vector));
        if (Math.Abs(norm - 1) > NormSlack)
        {
            throw new TensorFormatException($"{name} has the norm {norm}, expected 1");
        }

        TensorPrimitives.Divide(vector, norm, vector);
        return vector;
    }

    /// <exception cref="ArgumentException">It has another length.</exception>
    public static void RequireLength(float[] vector)
    {
        if (vector.Length != SharedSpace.Dimension)
        {
            throw new ArgumentException($"A vector has {SharedSpace.Dimension} numbers, got {vector.Length}.", nameof(vector));
        }
    }
}

using System.Numerics.Tensors;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;

namespace Mmei.Ranking.Index;

/// <summary>Vectors that came over the bus.</summary>
internal static class UnitVector
{
    // Half precision moves the norm by less than 0.001; a vector of any other length is not one of ours.
    private const float NormSlack = 0.01f;

    /// <summary>Unpacks a vector of the L2 norm 1, and brings it to that in full precision.</summary>
    /// <exception cref="TensorFormatException">It is malformed; the message begins with <paramref name="name"/>.</exception>
    public static float[] Read(EncodedTensor tensor, string name, int length = SharedSpace.Dimension)
    {
        var (vector, norm) = Unpack(tensor, name, length);
        if (Math.Abs(norm - 1) > NormSlack)
        {
            throw new TensorFormatException($"{name} has the norm {norm}, expected 1");
        }

        TensorPrimitives.Divide(vector, norm, vector);
        return vector;
    }

    /// <summary>Unpacks a vector whose L2 norm is 1 at most, and means something.</summary>
    /// <exception cref="TensorFormatException">It is malformed; the message begins with <paramref name="name"/>.</exception>
    public static float[] ReadShorter(EncodedTensor tensor, string name, int length)
    {
        var (vector, norm) = Unpack(tensor, name, length);
        return norm <= 1 + NormSlack ? vector : throw new TensorFormatException($"{name} has the norm {norm}, expected 1 at most");
    }

    private static (float[] Vector, float Norm) Unpack(EncodedTensor tensor, string name, int length)
    {
        if (tensor.Rows != 1 || tensor.Columns != length)
        {
            throw new TensorFormatException($"{name} is {tensor.Rows} x {tensor.Columns}, expected 1 x {length}");
        }

        var vector = TensorCodec.Unpack(tensor);
        return (vector, MathF.Sqrt(DeterministicDot.Of(vector, vector)));
    }
}

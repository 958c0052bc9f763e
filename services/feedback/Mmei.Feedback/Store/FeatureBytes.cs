using System.Buffers.Binary;

namespace Mmei.Feedback.Store;

/// <summary>Feature vectors as little-endian float64.</summary>
internal static class FeatureBytes
{
    public static byte[] Pack(IReadOnlyList<double> features)
    {
        var bytes = new byte[features.Count * sizeof(double)];
        for (var i = 0; i < features.Count; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), features[i]);
        }

        return bytes;
    }

    public static double[] Unpack(ReadOnlySpan<byte> bytes)
    {
        var features = new double[bytes.Length / sizeof(double)];
        for (var i = 0; i < features.Length; i++)
        {
            features[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * sizeof(double))..]);
        }

        return features;
    }
}

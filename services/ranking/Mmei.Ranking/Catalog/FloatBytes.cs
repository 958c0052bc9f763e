using System.Buffers.Binary;

namespace Mmei.Ranking.Catalog;

/// <summary>float32 numbers as little-endian bytes.</summary>
internal static class FloatBytes
{
    public static byte[] Of(ReadOnlySpan<float> values)
    {
        var bytes = new byte[values.Length * sizeof(float)];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        }

        return bytes;
    }

    public static byte[] Of(double[] values) => Of((ReadOnlySpan<float>)[.. values.Select(value => (float)value)]);

    public static double[] ReadDoubles(ReadOnlySpan<byte> bytes) => [.. Read(bytes).Select(value => (double)value)];

    public static float[] Read(ReadOnlySpan<byte> bytes)
    {
        var values = new float[bytes.Length / sizeof(float)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        }

        return values;
    }
}

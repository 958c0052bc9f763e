using System.Buffers.Binary;
using Mmei.Contracts.V1;

namespace Mmei.Contracts.Tensors;

/// <summary>
/// Packs float32 matrices into <see cref="EncodedTensor"/> and back. Half precision keeps 11 significant bits: the relative
/// error is at most 2^-11 for magnitudes from 6.1e-5 to 65504.
/// </summary>
public static class TensorCodec
{
    /// <summary>Packs <paramref name="values"/> (rows x columns, row-major).</summary>
    /// <exception cref="ArgumentException">The length is not rows x columns.</exception>
    /// <exception cref="TensorFormatException">A value is NaN, infinite or beyond the half-precision range.</exception>
    public static EncodedTensor Pack(ReadOnlySpan<float> values, int rows, int columns)
    {
        if (values.Length != (long)rows * columns)
        {
            throw new ArgumentException($"{values.Length} values do not fill {rows} x {columns}.", nameof(values));
        }

        var data = new byte[values.Length * sizeof(short)];
        for (var i = 0; i < values.Length; i++)
        {
            var half = (Half)values[i];
            if (!Half.IsFinite(half))
            {
                throw new TensorFormatException($"Value {i} ({values[i]}) is not finite in half precision.");
            }

            BinaryPrimitives.WriteHalfLittleEndian(data.AsSpan(i * sizeof(short)), half);
        }

        return new EncodedTensor { Rows = rows, Columns = columns, Data = data };
    }

    /// <summary>Packs <paramref name="values"/> (rows x columns, row-major), which are of half precision already.</summary>
    /// <exception cref="ArgumentException">The length is not rows x columns.</exception>
    /// <exception cref="TensorFormatException">A value is NaN or infinite.</exception>
    public static EncodedTensor PackHalf(ReadOnlySpan<Half> values, int rows, int columns)
    {
        if (values.Length != (long)rows * columns)
        {
            throw new ArgumentException($"{values.Length} values do not fill {rows} x {columns}.", nameof(values));
        }

        var data = new byte[values.Length * sizeof(short)];
        for (var i = 0; i < values.Length; i++)
        {
            if (!Half.IsFinite(values[i]))
            {
                throw new TensorFormatException($"Value {i} is not finite.");
            }

            BinaryPrimitives.WriteHalfLittleEndian(data.AsSpan(i * sizeof(short)), values[i]);
        }

        return new EncodedTensor { Rows = rows, Columns = columns, Data = data };
    }

    /// <summary>Unpacks into <paramref name="destination"/>, which holds at least rows x columns values.</summary>
    /// <exception cref="TensorFormatException">The bytes do not fill the shape, or a value is not finite.</exception>
    public static void Unpack(EncodedTensor tensor, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var count = CheckedCount(tensor);
        var data = tensor.Data.Span;
        for (var i = 0; i < count; i++)
        {
            var half = BinaryPrimitives.ReadHalfLittleEndian(data[(i * sizeof(short))..]);
            if (!Half.IsFinite(half))
            {
                throw new TensorFormatException($"Value {i} of a {tensor.Rows} x {tensor.Columns} tensor is not finite.");
            }

            destination[i] = (float)half;
        }
    }

    /// <summary>Unpacks into a new array of rows x columns values, row-major.</summary>
    /// <exception cref="TensorFormatException">The bytes do not fill the shape, or a value is not finite.</exception>
    public static float[] Unpack(EncodedTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var values = new float[CheckedCount(tensor)];
        Unpack(tensor, values);
        return values;
    }

    private static int CheckedCount(EncodedTensor tensor)
    {
        var count = (long)tensor.Rows * tensor.Columns;
        if (tensor.Rows < 0 || tensor.Columns < 0 || tensor.Data.Length != count * sizeof(short))
        {
            throw new TensorFormatException($"{tensor.Data.Length} bytes do not hold a {tensor.Rows} x {tensor.Columns} half-precision tensor.");
        }

        return (int)count;
    }
}

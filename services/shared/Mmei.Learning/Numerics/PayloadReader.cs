using System.Buffers.Binary;
using System.Text;

namespace Mmei.Learning.Numerics;

/// <summary>Reads the little-endian payload of a <see cref="StateFrame"/>; running short or long is corruption, never a crash.</summary>
public ref struct PayloadReader(ReadOnlySpan<byte> payload)
{
    private ReadOnlySpan<byte> _rest = payload;

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    public double[] ReadDoubles(int count)
    {
        var bytes = Take((long)count * sizeof(double));
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * sizeof(double))..]);
            if (!double.IsFinite(values[i]))
            {
                throw new CorruptStateException($"holds {values[i]} where a finite number belongs");
            }
        }

        return values;
    }

    public string ReadText() => Encoding.UTF8.GetString(Take(Take(1)[0]));

    public readonly void End()
    {
        if (!_rest.IsEmpty)
        {
            throw new CorruptStateException($"has {_rest.Length} bytes too many");
        }
    }

    private ReadOnlySpan<byte> Take(long length)
    {
        if (length < 0 || length > _rest.Length)
        {
            throw new CorruptStateException("ends too early");
        }

        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }
}

public static class PayloadWriting
{
    public static void WriteDoubles(this BinaryWriter writer, ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            writer.Write(value);
        }
    }
}

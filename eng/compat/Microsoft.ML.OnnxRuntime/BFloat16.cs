namespace Microsoft.ML.OnnxRuntime;

/// <summary>The upper half of a float's bits.</summary>
public readonly struct BFloat16(ushort v) : IEquatable<BFloat16>, IComparable<BFloat16>
{
    public readonly ushort value = v;

    public static BFloat16 Zero => new(0);

    public static BFloat16 One => new(0x3F80);

    public static BFloat16 NaN => new(0xFFC1);

    /// <summary>Rounds to nearest, ties to even; a NaN stays one.</summary>
    public static explicit operator BFloat16(float single)
    {
        if (float.IsNaN(single))
        {
            return NaN;
        }

        var bits = BitConverter.SingleToUInt32Bits(single);
        return new((ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16));
    }

    public static explicit operator float(BFloat16 half) => BitConverter.UInt32BitsToSingle((uint)half.value << 16);

    public static bool operator ==(BFloat16 left, BFloat16 right) => (float)left == (float)right;

    public static bool operator !=(BFloat16 left, BFloat16 right) => !(left == right);

    public static bool IsNaN(BFloat16 half) => float.IsNaN((float)half);

    public static bool IsFinite(BFloat16 half) => float.IsFinite((float)half);

    public float ToFloat() => (float)this;

    public int CompareTo(BFloat16 other) => ((float)this).CompareTo((float)other);

    public bool Equals(BFloat16 other) => ((float)this).Equals((float)other);

    public override bool Equals(object? obj) => obj is BFloat16 other && Equals(other);

    public override int GetHashCode() => ((float)this).GetHashCode();

    public override string ToString() => ((float)this).ToString(System.Globalization.CultureInfo.InvariantCulture);
}

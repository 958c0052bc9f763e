namespace Microsoft.ML.OnnxRuntime;

/// <summary>An IEEE 754 half, held as its bits; <see cref="Half"/> does the arithmetic.</summary>
public readonly struct Float16(ushort v) : IEquatable<Float16>, IComparable<Float16>
{
    public readonly ushort value = v;

    public static Float16 Zero => new(0);

    public static Float16 One => new(0x3C00);

    public static Float16 NaN => new(0xFE00);

    public static Float16 PositiveInfinity => new(0x7C00);

    public static Float16 NegativeInfinity => new(0xFC00);

    public static explicit operator Float16(float single) => new(BitConverter.HalfToUInt16Bits((Half)single));

    public static explicit operator float(Float16 half) => (float)half.AsHalf();

    public static bool operator ==(Float16 left, Float16 right) => left.AsHalf() == right.AsHalf();

    public static bool operator !=(Float16 left, Float16 right) => !(left == right);

    public static bool IsNaN(Float16 half) => Half.IsNaN(half.AsHalf());

    public static bool IsFinite(Float16 half) => Half.IsFinite(half.AsHalf());

    public float ToFloat() => (float)this;

    public int CompareTo(Float16 other) => AsHalf().CompareTo(other.AsHalf());

    public bool Equals(Float16 other) => AsHalf().Equals(other.AsHalf());

    public override bool Equals(object? obj) => obj is Float16 other && Equals(other);

    public override int GetHashCode() => AsHalf().GetHashCode();

    public override string ToString() => AsHalf().ToString();

    private Half AsHalf() => BitConverter.UInt16BitsToHalf(value);
}

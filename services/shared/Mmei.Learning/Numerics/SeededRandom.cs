using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Mmei.Learning.Numerics;

/// <summary>
/// Random numbers from a seed: xoshiro256** (Blackman and Vigna, 2021). Own code because a recommendation must replay after a runtime
/// upgrade, and System.Random promises no fixed sequence. Not safe for concurrent use.
/// </summary>
public sealed class SeededRandom
{
    private const double Ulp = 1.0 / (1UL << 53);

    private ulong _s0, _s1, _s2, _s3;
    private double? _spare;

    /// <summary>A decision's own numbers.</summary>
    /// <param name="seed">The decision's id.</param>
    /// <param name="stream">Which of the decision's sequences; they are independent.</param>
    public SeededRandom(Guid seed, byte stream)
    {
        Span<byte> source = stackalloc byte[17];
        seed.TryWriteBytes(source, bigEndian: true, out _);
        source[16] = stream;
        Start(source);
    }

    /// <param name="seed">Any number.</param>
    /// <param name="stream">Which of its sequences; they are independent.</param>
    public SeededRandom(long seed, byte stream = 0)
    {
        Span<byte> source = stackalloc byte[9];
        BinaryPrimitives.WriteInt64LittleEndian(source, seed);
        source[8] = stream;
        Start(source);
    }

    /// <summary>Uniform in [0, 1) with 53 random bits.</summary>
    public double Uniform() => (NextBits() >> 11) * Ulp;

    /// <summary>Uniform among 0 .. count - 1, by multiplication (Lemire, 2019); its bias is below count / 2^64.</summary>
    public int Below(int count) => (int)Math.BigMul(NextBits(), (ulong)count, out _);

    /// <summary>Standard normal, by the polar method of Marsaglia and Bray (1964).</summary>
    public double Gaussian()
    {
        if (_spare is { } spare)
        {
            _spare = null;
            return spare;
        }

        while (true)
        {
            var (u, v) = ((2 * Uniform()) - 1, (2 * Uniform()) - 1);
            var square = (u * u) + (v * v);
            if (square is > 0 and < 1)
            {
                var scale = Math.Sqrt(-2 * Math.Log(square) / square);
                _spare = v * scale;
                return u * scale;
            }
        }
    }

    private void Start(ReadOnlySpan<byte> source)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(source, hash);
        _s0 = BinaryPrimitives.ReadUInt64LittleEndian(hash);
        _s1 = BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]);
        _s2 = BinaryPrimitives.ReadUInt64LittleEndian(hash[16..]);
        _s3 = BinaryPrimitives.ReadUInt64LittleEndian(hash[24..]);
    }

    private ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }
}

using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Mmei.Ranking.Policy;

/// <summary>
/// Standard normal numbers from a decision's id: xoshiro256** (Blackman and Vigna, 2021) under the polar method of Marsaglia and Bray
/// (1964).
/// Own code because a recommendation must replay after a runtime upgrade, and System.Random promises no fixed sequence.
/// </summary>
internal sealed class SeededGaussian
{
    private ulong _s0, _s1, _s2, _s3;
    private double? _spare;

    public SeededGaussian(Guid seed, byte stream)
    {
        Span<byte> source = stackalloc byte[17];
        seed.TryWriteBytes(source, bigEndian: true, out _);
        source[16] = stream;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(source, hash);
        _s0 = BinaryPrimitives.ReadUInt64LittleEndian(hash);
        _s1 = BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]);
        _s2 = BinaryPrimitives.ReadUInt64LittleEndian(hash[16..]);
        _s3 = BinaryPrimitives.ReadUInt64LittleEndian(hash[24..]);
    }

    public double Next()
    {
        if (_spare is { } spare)
        {
            _spare = null;
            return spare;
        }

        while (true)
        {
            var (u, v) = (Uniform(), Uniform());
            var square = (u * u) + (v * v);
            if (square is > 0 and < 1)
            {
                var scale = Math.Sqrt(-2 * Math.Log(square) / square);
                _spare = v * scale;
                return u * scale;
            }
        }
    }

    /// <summary>Uniform in [-1, 1) with 53 random bits.</summary>
    private double Uniform() => ((NextBits() >> 11) * (2.0 / (1UL << 53))) - 1;

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

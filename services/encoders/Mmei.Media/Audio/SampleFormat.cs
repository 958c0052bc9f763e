using System.Buffers.Binary;

namespace Mmei.Media.Audio;

/// <summary>How one sample is written in a WAV file, and how to read it as an amplitude.</summary>
internal enum SampleFormat
{
    Pcm8,
    Pcm16,
    Pcm24,
    Pcm32,
    Float32,
    Float64,
}

internal static class SampleFormats
{
    private const int TagPcm = 1;
    private const int TagFloat = 3;

    /// <exception cref="CodedSamplesException">They are not plain numbers.</exception>
    public static SampleFormat? Find(int tag, int bits) => (tag, bits) switch
    {
        (TagPcm, 8) => SampleFormat.Pcm8,
        (TagPcm, 16) => SampleFormat.Pcm16,
        (TagPcm, 24) => SampleFormat.Pcm24,
        (TagPcm, 32) => SampleFormat.Pcm32,
        (TagFloat, 32) => SampleFormat.Float32,
        (TagFloat, 64) => SampleFormat.Float64,
        (TagPcm or TagFloat, _) => null,
        _ => throw new CodedSamplesException(tag),
    };

    public static int Bytes(this SampleFormat format) => format switch
    {
        SampleFormat.Pcm8 => 1,
        SampleFormat.Pcm16 => 2,
        SampleFormat.Pcm24 => 3,
        SampleFormat.Float64 => 8,
        _ => 4,
    };

    /// <summary>Whole numbers are divided by their full scale; 8-bit samples are unsigned.</summary>
    public static float Read(this SampleFormat format, ReadOnlySpan<byte> sample) => format switch
    {
        SampleFormat.Pcm8 => (sample[0] - 128) / 128f,
        SampleFormat.Pcm16 => BinaryPrimitives.ReadInt16LittleEndian(sample) / 32_768f,
        SampleFormat.Pcm24 => ((sample[0] << 8) | (sample[1] << 16) | (sample[2] << 24)) / 2_147_483_648f,
        SampleFormat.Pcm32 => BinaryPrimitives.ReadInt32LittleEndian(sample) / 2_147_483_648f,
        SampleFormat.Float32 => BinaryPrimitives.ReadSingleLittleEndian(sample),
        SampleFormat.Float64 => (float)BinaryPrimitives.ReadDoubleLittleEndian(sample),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };
}

using System.Buffers.Binary;

namespace Mmei.Media.Tests;

/// <summary>Writes WAV files, honest and otherwise.</summary>
internal sealed record Wav
{
    public const ushort Pcm = 1;
    public const ushort Float = 3;
    public const ushort Extensible = 0xFFFE;

    public ushort Tag { get; init; } = Pcm;

    /// <summary>The coding of an extensible file.</summary>
    public ushort SubTag { get; init; } = Pcm;

    public ushort Channels { get; init; } = 1;

    public uint SampleRate { get; init; } = 16_000;

    public ushort Bits { get; init; } = 16;

    public uint? RiffSize { get; init; }

    public uint? DataSize { get; init; }

    public ushort? FrameBytes { get; init; }

    public byte[] ChunkBeforeFormat { get; init; } = [];

    public byte[] ChunkBeforeData { get; init; } = [];

    public required byte[] Data { get; init; }

    public static byte[] Sine(int samples, int rate = 16_000, double hertz = 440, double amplitude = 0.5)
    {
        var data = new byte[samples * 2];
        for (var n = 0; n < samples; n++)
        {
            var value = amplitude * Math.Sin(2 * Math.PI * hertz * n / rate);
            BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(n * 2), (short)Math.Round(value * short.MaxValue));
        }

        return new Wav { Data = data, SampleRate = (uint)rate }.ToBytes();
    }

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var extra = Tag == Extensible ? 24 : 0;
        writer.Write("RIFF"u8);
        writer.Write(RiffSize ?? (uint)(36 + extra + ChunkBeforeFormat.Length + ChunkBeforeData.Length + Data.Length));
        writer.Write("WAVE"u8);
        writer.Write(ChunkBeforeFormat);
        writer.Write("fmt "u8);
        writer.Write(16 + extra);
        writer.Write(Tag);
        writer.Write(Channels);
        writer.Write(SampleRate);
        writer.Write(SampleRate * Channels * Bits / 8);
        writer.Write(FrameBytes ?? (ushort)(Channels * Bits / 8));
        writer.Write(Bits);
        if (Tag == Extensible)
        {
            writer.Write((ushort)22);
            writer.Write(Bits);
            writer.Write(0);
            writer.Write(SubTag);
            writer.Write([0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]);
        }

        writer.Write(ChunkBeforeData);
        writer.Write("data"u8);
        writer.Write(DataSize ?? (uint)Data.Length);
        writer.Write(Data);
        return stream.ToArray();
    }
}

using System.Text;

namespace Mmei.Media.Tests.Corpus;

/// <summary>Small files that claim, or hold, far more than they weigh.</summary>
internal static class Bombs
{
    public static (string Harm, byte[] Data) Make(Random random) => random.Next(11) switch
    {
        0 => ("no bytes", []),
        1 => ("1 x 8,000,000 pixels", Png.Write(1, 8_000_000, Png.Gray, new byte[1000])),
        2 => ("8,000,000 x 1 pixels", Png.Write(8_000_000, 1, Png.Gray, new byte[1000])),
        3 => ("16,384 x 2,400 pixels of nothing", Png.Write(16_384, 2_400, Png.Rgb, new byte[16_384 * 3 * 2_400])),
        4 => ("2^31 - 1 pixels a side", Png.Write(int.MaxValue, int.MaxValue, Png.Rgba, new byte[10])),
        5 => ("a GIF of many large frames", Gif(random.Next(50, 500))),
        6 => (
            "a sound of 4 GB that is not there",
            new Wav { DataSize = uint.MaxValue, RiffSize = uint.MaxValue, Data = new byte[100] }.ToBytes()),
        7 => ("a sound of impossible layout", Layout(random)),
        8 => (
            "chunks without end",
            [.. "RIFF\0\0\0\0WAVE"u8, .. Enumerable.Repeat("LIST\0\0\0\0"u8.ToArray(), 100_000).SelectMany(bytes => bytes)]),
        9 => ("a page that says it is a picture", [0xFF, 0xD8, 0xFF, .. Encoding.ASCII.GetBytes("<svg xmlns='http://www.w3.org/2000/svg' width='99999' height='99999'/>")]),
        _ => ("a name instead of a file", Encoding.ASCII.GetBytes("file:///etc/passwd")),
    };

    private static byte[] Layout(Random random) => new Wav
    {
        Tag = (ushort)random.Next(4),
        Channels = (ushort)random.Next(ushort.MaxValue),
        SampleRate = (uint)random.NextInt64(uint.MaxValue),
        Bits = (ushort)random.Next(ushort.MaxValue),
        FrameBytes = (ushort)random.Next(ushort.MaxValue),
        Data = new byte[1000],
    }.ToBytes();

    private static byte[] Gif(int frames)
    {
        byte[] frame = [0x2C, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 8, 1, 0, 0];
        return [.. "GIF89a"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, .. Enumerable.Repeat(frame, frames).SelectMany(bytes => bytes), 0x3B];
    }
}

using System.Buffers.Binary;

namespace Mmei.Gateway.Live;

/// <summary>Samples as a sound file: PCM, 16 bits, one channel, 16 kHz.</summary>
internal static class Wave
{
    public const int BytesPerSecond = SampleRate * BytesPerSample;

    private const int SampleRate = 16_000;
    private const int BytesPerSample = 2;
    private const int HeaderBytes = 44;

    public static byte[] Of(IEnumerable<byte[]> chunks, int bytes)
    {
        var file = new byte[HeaderBytes + bytes];
        var header = file.AsSpan();
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], BytesPerSecond);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], BytesPerSample);
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 8 * BytesPerSample);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], bytes);
        var at = HeaderBytes;
        foreach (var chunk in chunks)
        {
            chunk.CopyTo(file, at);
            at += chunk.Length;
        }

        return file;
    }
}

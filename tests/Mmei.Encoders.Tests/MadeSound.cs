namespace Mmei.Encoders.Tests;

/// <summary>Sounds made by a rule, as WAV files of 16 kHz.</summary>
internal static class MadeSound
{
    private const int Rate = 16_000;

    /// <param name="seconds">How long.</param>
    /// <param name="at">The amplitude, -1 to 1, at a time in seconds.</param>
    public static byte[] Wav(double seconds, Func<double, double> at)
    {
        var samples = Enumerable.Range(0, (int)(seconds * Rate)).Select(i => Math.Clamp(at((double)i / Rate), -1, 1) * short.MaxValue);
        return Wav([.. samples.SelectMany(sample => BitConverter.GetBytes((short)sample))]);
    }

    /// <summary>Some seconds from the speech that the voice detector comes with; a sentence begins at half a second.</summary>
    public static byte[] Speech(double from, double to) =>
        Wav(Artifacts.File("voice-detector", "speech.wav")[(44 + (int)(from * Rate * 2))..(44 + (int)(to * Rate * 2))]);

    private static byte[] Wav(byte[] data)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("RIFF"u8);
        writer.Write(36 + data.Length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(Rate);
        writer.Write(2 * Rate);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(data.Length);
        writer.Write(data);
        return file.ToArray();
    }
}

using System.Buffers.Binary;
using Mmei.Contracts.Api.V1;

namespace Mmei.Gateway.WarmUp;

/// <summary>An observation of nobody: a grey slope, a tone and a word.</summary>
internal static class WarmUpObservation
{
    /// <summary>Not a name that a tenant can have, so it has neither catalog nor policy.</summary>
    public const string Tenant = "_warm-up";

    private const int SampleRate = 16_000;
    private const int WavHeaderBytes = 44;

    public static ObservationRequest Create() => new()
    {
        Text = "Hello.",
        Image = GreySlope(),
        Audio = Tone(),
        Consent = new ConsentRequest { Image = true, Audio = true, Purpose = "warm-up" },
    };

    /// <summary>48 x 48 pixels, PNG.</summary>
    private static byte[] GreySlope() => Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAADAAAAAwCAAAAAByaaZbAAAAHUlEQVR42mNkYCYNMI2CUTAKRsEoGAWjYBSMLAAAEBUSjaoNFW8AAAAASUVORK5CYII=");

    /// <summary>One second of 220 Hz, 16-bit mono WAV.</summary>
    private static byte[] Tone()
    {
        var wav = new byte[WavHeaderBytes + (SampleRate * sizeof(short))];
        "RIFF"u8.CopyTo(wav);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(4), wav.Length - 8);
        "WAVEfmt "u8.CopyTo(wav.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(16), 16); // bytes of the format that follows
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(20), 1); // PCM
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(22), 1); // channels
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(24), SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(28), SampleRate * sizeof(short)); // bytes a second
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(32), sizeof(short)); // bytes a frame
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(34), 16); // bits a sample
        "data"u8.CopyTo(wav.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(40), SampleRate * sizeof(short));
        for (var i = 0; i < SampleRate; i++)
        {
            var sample = (short)(8_000 * Math.Sin(2 * Math.PI * 220 * i / SampleRate));
            BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(WavHeaderBytes + (i * sizeof(short))), sample);
        }

        return wav;
    }
}

using System.Text;

namespace Mmei.Integration.Tests.Privacy;

/// <summary>Media that are read as before, and carry a marker.</summary>
internal static class MarkedMedia
{
    private const int HeadOfWave = 44;

    /// <summary>Samples between two of a sound: a fifth of a second, of which the marker takes less than a thousandth.</summary>
    private const int Distance = 3_200;

    /// <summary>Behind the end of a picture, where no decoder looks; often, since the pages of a store cut through what is long.</summary>
    public static byte[] Picture(byte[] picture, Marker marker) => [.. picture, .. Repeated(marker)];

    /// <summary>In place of samples of a WAV file of 16 bits, so that it is in what is decoded of it too.</summary>
    public static byte[] Sound(byte[] sound, Marker marker)
    {
        var marked = sound.ToArray();
        var letters = Encoding.ASCII.GetBytes(marker.Letters);
        for (var at = HeadOfWave; at + letters.Length < marked.Length; at += Distance * sizeof(short))
        {
            letters.CopyTo(marked, at);
        }

        return marked;
    }

    /// <summary>A file that begins as a known one does and goes on as none.</summary>
    public static byte[] Broken(byte[] medium, Marker marker) => [.. medium.AsSpan(0, 16), .. Repeated(marker)];

    private static byte[] Repeated(Marker marker) =>
        Encoding.ASCII.GetBytes(string.Join(' ', Enumerable.Repeat(marker.Letters, 64)));
}

using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Mmei.Integration.Tests.Privacy;

/// <summary>
/// Letters that stand nowhere by chance, and the forms in which something that carries bytes may write them down. Lower-case letters alone:
/// their base64 needs no sign that JSON or addresses would escape.
/// </summary>
internal sealed class Marker
{
    private const int Length = 24;

    private Marker(string name, string letters)
    {
        (Name, Letters) = (name, letters);
        var bytes = Encoding.ASCII.GetBytes(letters);
        Forms =
        [
            new("as it is", bytes),
            new("UTF-16", Encoding.Unicode.GetBytes(letters)),
            new("hexadecimal", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes))),
            new("HEXADECIMAL", Encoding.ASCII.GetBytes(Convert.ToHexString(bytes))),
            .. Enumerable.Range(0, 3).Select(before => new MarkerForm($"base64, {before} bytes in", Base64(bytes, before))),
            new("samples as numbers", Samples(bytes)),
        ];
    }

    /// <summary>What carries it.</summary>
    public string Name { get; }

    public string Letters { get; }

    public IReadOnlyList<MarkerForm> Forms { get; }

    public static Marker New(string name) => new(name, RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", Length));

    /// <summary>The characters that the bytes alone decide where so many others stand before them.</summary>
    private static byte[] Base64(byte[] bytes, int before)
    {
        var text = Convert.ToBase64String([.. new byte[before], .. bytes]);
        var (first, end) = (((before * 8) + 5) / 6, (before + bytes.Length) * 8 / 6);
        return Encoding.ASCII.GetBytes(text[first..end]);
    }

    /// <summary>What a decoder makes of them where they stand as samples in a sound: 16 bits each, to numbers from -1 to 1.</summary>
    private static byte[] Samples(byte[] bytes)
    {
        float[] samples = [.. MemoryMarshal.Cast<byte, short>(bytes).ToArray().Select(static sample => sample / 32_768f)];
        return MemoryMarshal.AsBytes<float>(samples).ToArray();
    }
}

namespace Mmei.Gateway.Tests;

/// <summary>Bytes that begin like files; the gateway looks no further.</summary>
internal static class Media
{
    public static byte[] Png { get; } = [0x89, .. "PNG\r\n\x1a\n"u8, .. new byte[100]];

    public static byte[] Wav { get; } = [.. "RIFF"u8, 0, 0, 0, 0, .. "WAVEfmt "u8, .. new byte[100]];

    public static byte[] Unknown { get; } = [.. "this is neither a picture nor a sound"u8];
}

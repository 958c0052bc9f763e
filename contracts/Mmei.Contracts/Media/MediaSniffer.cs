namespace Mmei.Contracts.Media;

/// <summary>Tells a file's format from its first bytes; what a sender claims about it is not looked at.</summary>
public static class MediaSniffer
{
    /// <summary>How many leading bytes are enough for <see cref="Sniff"/>.</summary>
    public const int PrefixLength = 64;

    private static ReadOnlySpan<byte> WebMDocType => [0x42, 0x82, 0x84, (byte)'w', (byte)'e', (byte)'b', (byte)'m'];

    /// <summary>The format of a file that begins with <paramref name="prefix"/>, or null when it is none that is read here.</summary>
    public static MediaType? Sniff(ReadOnlySpan<byte> prefix) => prefix switch
    {
        [0xFF, 0xD8, 0xFF, ..] => MediaType.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => MediaType.Png,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, .. var form] => SniffRiff(form),
        [_, _, _, _, _, _, _, _, (byte)'W', (byte)'A', (byte)'V', (byte)'E', ..] when IsLargeRiff(prefix) => MediaType.Wav,
        [(byte)'f', (byte)'L', (byte)'a', (byte)'C', ..] => MediaType.Flac,
        [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => MediaType.Ogg,
        [0x1A, 0x45, 0xDF, 0xA3, .. var header] => IsWebM(header) ? MediaType.WebM : null,
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', .. var brands] => SniffBrands(brands),
        [(byte)'I', (byte)'D', (byte)'3', ..] => MediaType.Mp3,
        [0xFF, var version, var rates, ..] =>
            IsLayer3Frame(version, rates) ? MediaType.Mp3 : IsAdtsFrame(version, rates) ? MediaType.Aac : null,
        _ => null,
    };

    private static MediaType? SniffRiff(ReadOnlySpan<byte> form) =>
        form.StartsWith("WAVE"u8) ? MediaType.Wav
        : form.StartsWith("WEBP"u8) ? MediaType.WebP
        : null;

    /// <summary>EBML is also Matroska's container; the DocType element (0x4282) tells them apart.</summary>
    private static bool IsWebM(ReadOnlySpan<byte> header) =>
        header[..Math.Min(header.Length, PrefixLength)].IndexOf(WebMDocType) >= 0;

    /// <summary>WAV files that may be large (EBU Tech 3306, ITU-R BS.2088).</summary>
    private static bool IsLargeRiff(ReadOnlySpan<byte> file) => file.StartsWith("RF64"u8) || file.StartsWith("BW64"u8);

    /// <summary>A container of films, sounds and pictures: the first brand says of which; another, how pictures are coded.</summary>
    private static MediaType? SniffBrands(ReadOnlySpan<byte> brands) =>
        IsMp4Brand(brands) ? MediaType.Mp4
        : HasBrand(brands, "avif"u8) || HasBrand(brands, "avis"u8) ? MediaType.Avif
        : HasBrand(brands, "heic"u8) || HasBrand(brands, "heix"u8) || HasBrand(brands, "mif1"u8) ? MediaType.Heic
        : null;

    private static bool HasBrand(ReadOnlySpan<byte> brands, ReadOnlySpan<byte> brand)
    {
        brands = brands[..Math.Min(brands.Length, PrefixLength)];
        while (!brands.StartsWith(brand) && brands.Length > brand.Length)
        {
            brands = brands[brand.Length..];
        }

        return brands.StartsWith(brand);
    }

    private static bool IsMp4Brand(ReadOnlySpan<byte> brand) =>
        brand.StartsWith("iso"u8) || brand.StartsWith("mp4"u8) || brand.StartsWith("M4A"u8) || brand.StartsWith("M4B"u8)
        || brand.StartsWith("M4V"u8) || brand.StartsWith("dash"u8) || brand.StartsWith("avc1"u8) || brand.StartsWith("MSNV"u8)
        || brand.StartsWith("3gp"u8) || brand.StartsWith("qt  "u8);

    /// <summary>A frame header of AAC in ADTS (ISO/IEC 13818-7): sync, layer 0, and no reserved sample rate.</summary>
    private static bool IsAdtsFrame(byte version, byte rates) => (version & 0xF6) == 0xF0 && ((rates >> 2) & 0xF) <= 12;

    /// <summary>A frame header of MPEG audio layer III: sync, layer, and neither reserved bit rate nor reserved sample rate.</summary>
    private static bool IsLayer3Frame(byte version, byte rates) =>
        (version & 0xE6) == 0xE2 && (version & 0x18) != 0x08 && (rates & 0xF0) != 0xF0 && (rates & 0x0C) != 0x0C;
}

namespace Mmei.Contracts.Media;

/// <summary>The file formats that are read here.</summary>
public enum MediaType
{
    Jpeg,
    Png,
    WebP,
    Avif,
    Heic,
    Wav,
    Flac,
    Mp3,
    Ogg,
    Aac,
    WebM,
    Mp4,
}

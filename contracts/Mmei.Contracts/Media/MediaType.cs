namespace Mmei.Contracts.Media;

/// <summary>The file formats that are read here.</summary>
public enum MediaType
{
    Jpeg,
    Png,
    WebP,
    Wav,
    Flac,
    Mp3,
    Ogg,
    WebM,
    Mp4,
}

namespace Mmei.Contracts.Media;

/// <summary>Facts about the formats of <see cref="MediaType"/>.</summary>
public static class MediaTypes
{
    /// <summary>Formats of still images.</summary>
    public static IReadOnlyList<MediaType> Images { get; } =
        [MediaType.Jpeg, MediaType.Png, MediaType.WebP, MediaType.Avif, MediaType.Heic];

    /// <summary>Formats of what can be seen: still images and short videos.</summary>
    public static IReadOnlyList<MediaType> Pictures => [.. Images, .. Videos];

    /// <summary>Formats of sound; WebM and MP4 may hold pictures too, of which only the sound is read.</summary>
    public static IReadOnlyList<MediaType> Sounds { get; } =
        [MediaType.Wav, MediaType.Flac, MediaType.Mp3, MediaType.Ogg, MediaType.Aac, MediaType.WebM, MediaType.Mp4];

    /// <summary>Formats of short videos, of which pictures and sound are read, each by its own encoder.</summary>
    public static IReadOnlyList<MediaType> Videos { get; } = [MediaType.WebM, MediaType.Mp4];

    public static bool IsVideo(this MediaType type) => type >= MediaType.WebM;

    public static bool IsImage(this MediaType type) => type <= MediaType.Heic;

    public static bool IsSound(this MediaType type) => type >= MediaType.Wav;

    /// <summary>The registered media type of a file that is sent to be seen.</summary>
    public static string PictureType(this MediaType type) => type switch
    {
        MediaType.WebM => "video/webm",
        MediaType.Mp4 => "video/mp4",
        _ => type.ContentType(),
    };

    /// <summary>The registered media type, of what may be sound or video that of sound.</summary>
    public static string ContentType(this MediaType type) => type switch
    {
        MediaType.Jpeg => "image/jpeg",
        MediaType.Png => "image/png",
        MediaType.WebP => "image/webp",
        MediaType.Avif => "image/avif",
        MediaType.Heic => "image/heic",
        MediaType.Wav => "audio/wav",
        MediaType.Flac => "audio/flac",
        MediaType.Mp3 => "audio/mpeg",
        MediaType.Ogg => "audio/ogg",
        MediaType.Aac => "audio/aac",
        MediaType.WebM => "audio/webm",
        MediaType.Mp4 => "audio/mp4",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}

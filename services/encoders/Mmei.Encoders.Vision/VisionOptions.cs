using System.ComponentModel.DataAnnotations;
using Mmei.Encoders.Serving;
using Mmei.Media.Images;
using Mmei.Media.Video;

namespace Mmei.Encoders.Vision;

/// <summary>Section <c>Encoders:Vision</c>.</summary>
internal sealed class VisionOptions : EncoderOptions
{
    public const string Section = "Encoders:Vision";

    /// <summary>On a CPU eight pictures already share what there is to share; a GPU wants as many as the model takes.</summary>
    public VisionOptions()
    {
        QueueCapacity = 64;
        MaxBatch = 8;
    }

    /// <summary>Largest picture file, in bytes.</summary>
    [Range(1, 64 * 1024 * 1024)]
    public int MaxBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Most pixels, width x height.</summary>
    [Range(1, 400_000_000)]
    public int MaxPixels { get; init; } = 40_000_000;

    /// <summary>Most pixels of the longer side.</summary>
    [Range(1, 65_535)]
    public int MaxSide { get; init; } = 16_384;

    /// <summary>How long the decode of one picture or video may take, in seconds.</summary>
    [Range(0.1, 60)]
    public double DecodeSeconds { get; init; } = 5;

    /// <summary>How much memory ffmpeg may take for one video, in bytes.</summary>
    [Range(64 << 20, 1 << 30)]
    public long DecodeBytes { get; init; } = 512 << 20;

    /// <summary>How much of a video is seen, in seconds.</summary>
    [Range(0.1, 60)]
    public double SeenSeconds { get; init; } = 10;

    /// <summary>Most frames of a video that are seen; they are averaged.</summary>
    [Range(1, 32)]
    public int Frames { get; init; } = 8;

    public ImageLimits ImageLimits => new()
    {
        MaxBytes = MaxBytes,
        MaxPixels = MaxPixels,
        MaxSide = MaxSide,
        DecodeTime = TimeSpan.FromSeconds(DecodeSeconds),
    };

    public VideoLimits VideoLimits => new()
    {
        MaxBytes = MaxBytes,
        Seconds = SeenSeconds,
        MaxFrames = Frames,
        DecodeTime = TimeSpan.FromSeconds(DecodeSeconds),
        DecodeBytes = DecodeBytes,
    };
}

using System.ComponentModel.DataAnnotations;
using Mmei.Media;

namespace Mmei.Encoders.Vision;

/// <summary>Section <c>Encoders:Vision</c>.</summary>
internal sealed class VisionOptions : EncoderOptions
{
    public const string Section = "Encoders:Vision";

    /// <summary>Largest picture file, in bytes.</summary>
    [Range(1, 64 * 1024 * 1024)]
    public int MaxBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Most pixels, width x height.</summary>
    [Range(1, 400_000_000)]
    public int MaxPixels { get; init; } = 40_000_000;

    /// <summary>Most pixels of the longer side.</summary>
    [Range(1, 65_535)]
    public int MaxSide { get; init; } = 16_384;

    public ImageLimits ImageLimits => new() { MaxBytes = MaxBytes, MaxPixels = MaxPixels, MaxSide = MaxSide };
}

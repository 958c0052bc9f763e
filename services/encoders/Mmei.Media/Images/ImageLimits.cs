using System.ComponentModel.DataAnnotations;

namespace Mmei.Media.Images;

/// <summary>What a picture may cost; all but the time is checked before a pixel is decoded.</summary>
public sealed record ImageLimits
{
    /// <summary>Width x height.</summary>
    [Range(1, 400_000_000)]
    public int MaxPixels { get; init; } = 40_000_000;

    /// <summary>Pixels of the longer side.</summary>
    [Range(1, 65_535)]
    public int MaxSide { get; init; } = 16_384;

    /// <summary>How long the decode of one picture may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan DecodeTime { get; init; } = TimeSpan.FromSeconds(5);
}

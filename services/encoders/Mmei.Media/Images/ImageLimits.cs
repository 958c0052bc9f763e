namespace Mmei.Media.Images;

/// <summary>What a picture may cost; all but the time is checked before a pixel is decoded.</summary>
public sealed record ImageLimits
{
    public int MaxBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Width x height.</summary>
    public int MaxPixels { get; init; } = 40_000_000;

    /// <summary>Pixels of the longer side.</summary>
    public int MaxSide { get; init; } = 16_384;

    /// <summary>How long the decode of one picture may take.</summary>
    public TimeSpan DecodeTime { get; init; } = TimeSpan.FromSeconds(5);
}

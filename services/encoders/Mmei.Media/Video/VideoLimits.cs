namespace Mmei.Media.Video;

/// <summary>What a video may cost, and how much of it is seen.</summary>
public sealed record VideoLimits
{
    public int MaxBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>How much of it is read.</summary>
    public double Seconds { get; init; } = 10;

    /// <summary>Most frames that are returned, spread over what is read.</summary>
    public int MaxFrames { get; init; } = 8;

    /// <summary>Pixels of the longer side that a frame is reduced to.</summary>
    public int Side { get; init; } = 256;

    /// <summary>How long ffmpeg may take for one file.</summary>
    public TimeSpan DecodeTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How much address space ffmpeg may take for one file.</summary>
    public long DecodeBytes { get; init; } = 512 << 20;
}

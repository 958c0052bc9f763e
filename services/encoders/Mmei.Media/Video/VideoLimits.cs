using System.ComponentModel.DataAnnotations;

namespace Mmei.Media.Video;

/// <summary>What a video may cost, and how much of it is seen.</summary>
public sealed record VideoLimits
{
    /// <summary>How much of it is read.</summary>
    [Range(0.1, 60)]
    public double Seconds { get; init; } = 10;

    /// <summary>Most frames that are returned, spread over what is read.</summary>
    [Range(1, 32)]
    public int MaxFrames { get; init; } = 8;

    /// <summary>Pixels of the longer side that a frame is reduced to.</summary>
    [Range(1, 4_096)]
    public int Side { get; init; } = 256;

    /// <summary>How long ffmpeg may take for one file.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan DecodeTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How much address space ffmpeg may take for one file, in bytes.</summary>
    [Range(64 << 20, 1 << 30)]
    public long DecodeBytes { get; init; } = 512 << 20;
}

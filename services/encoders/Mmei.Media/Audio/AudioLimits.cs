using System.ComponentModel.DataAnnotations;

namespace Mmei.Media.Audio;

/// <summary>What a sound may cost.</summary>
public sealed record AudioLimits
{
    /// <summary>How long ffmpeg may take for one file.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan DecodeTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How much address space ffmpeg may take for one file, in bytes.</summary>
    [Range(64 << 20, 1 << 30)]
    public long DecodeBytes { get; init; } = 512 << 20;
}

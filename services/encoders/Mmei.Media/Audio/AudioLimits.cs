namespace Mmei.Media.Audio;

/// <summary>What a sound may cost.</summary>
public sealed record AudioLimits
{
    public int MaxBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>How long ffmpeg may take for one file.</summary>
    public TimeSpan DecodeTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How much address space ffmpeg may take for one file.</summary>
    public long DecodeBytes { get; init; } = 512 << 20;
}

using System.ComponentModel.DataAnnotations;
using Mmei.Media;

namespace Mmei.Encoders.Audio;

/// <summary>Section <c>Encoders:Audio</c>.</summary>
internal sealed class AudioOptions : EncoderOptions
{
    public const string Section = "Encoders:Audio";

    /// <summary>Largest sound file, in bytes.</summary>
    [Range(1, 64 * 1024 * 1024)]
    public int MaxBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>How long ffmpeg may take for one file, in seconds.</summary>
    [Range(0.1, 60)]
    public double DecodeSeconds { get; init; } = 5;

    public AudioLimits AudioLimits => new() { MaxBytes = MaxBytes, DecodeTime = TimeSpan.FromSeconds(DecodeSeconds) };
}

using System.ComponentModel.DataAnnotations;
using Mmei.Encoders.Serving;
using Mmei.Media.Audio;

namespace Mmei.Encoders.Audio;

/// <summary>Section <c>Encoders:Audio</c>.</summary>
internal sealed class AudioOptions : EncoderOptions
{
    public const string Section = "Encoders:Audio";

    /// <summary>On a CPU sixteen seconds at once are run as fast as more of them; a GPU wants more.</summary>
    public AudioOptions()
    {
        QueueCapacity = 64;
        PaddedBudget = 16 * 16_000;
    }

    /// <summary>How much of a sound is heard, in seconds; what is longer than the model's window is heard as several and averaged.</summary>
    [Range(1, 120)]
    public double HeardSeconds { get; init; } = 30;

    /// <summary>Largest sound file, in bytes.</summary>
    [Range(1, 64 * 1024 * 1024)]
    public int MaxBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>How long ffmpeg may take for one file, in seconds.</summary>
    [Range(0.1, 60)]
    public double DecodeSeconds { get; init; } = 5;

    /// <summary>How much memory ffmpeg may take for one file, in bytes.</summary>
    [Range(64 << 20, 1 << 30)]
    public long DecodeBytes { get; init; } = 512 << 20;

    public AudioLimits AudioLimits => new() { MaxBytes = MaxBytes, DecodeTime = TimeSpan.FromSeconds(DecodeSeconds), DecodeBytes = DecodeBytes };
}

using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
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

    /// <summary>
    /// How much of a sound is heard, in seconds; what is longer than the model's window is heard as several and averaged.
    /// </summary>
    [Range(1, 120)]
    public double HeardSeconds { get; init; } = 30;

    /// <summary>What a sound may cost.</summary>
    [ValidateObjectMembers]
    public AudioLimits Sound { get; init; } = new();
}

using Microsoft.Extensions.Options;
using Mmei.Encoders.Serving;
using Mmei.Media.Images;
using Mmei.Media.Video;

namespace Mmei.Encoders.Vision;

/// <summary>Section <c>Encoders:Vision</c>.</summary>
internal sealed class VisionOptions : EncoderOptions
{
    public const string Section = "Encoders:Vision";

    /// <summary>On a CPU eight pictures already share what there is to share; a GPU wants as many as the model takes.</summary>
    public VisionOptions()
    {
        QueueCapacity = 64;
        MaxBatch = 8;
    }

    /// <summary>What a picture may cost.</summary>
    [ValidateObjectMembers]
    public ImageLimits Image { get; init; } = new();

    /// <summary>What a video may cost, and how much of it is seen.</summary>
    [ValidateObjectMembers]
    public VideoLimits Video { get; init; } = new();
}

using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.Api.V1;

/// <summary>A point at which a session went over from one emotion into another.</summary>
public sealed record EmotionChangeAnswer
{
    public required Emotion From { get; init; }

    public required Emotion To { get; init; }
}

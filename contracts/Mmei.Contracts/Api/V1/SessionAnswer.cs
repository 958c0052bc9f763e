using Mmei.Contracts.V1;

namespace Mmei.Contracts.Api.V1;

/// <summary>The session of an observation, as far back as the platform remembers it.</summary>
public sealed record SessionAnswer
{
    public required string Id { get; init; }

    /// <summary>Observations so far, this one among them; 1 when the session is new or was forgotten.</summary>
    public required int Observations { get; init; }

    public required SessionEmotion Emotion { get; init; }

    /// <summary>Present when the session's emotion changed with this observation.</summary>
    public EmotionChange? Changed { get; init; }
}

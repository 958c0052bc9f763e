using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.Api.V1;

/// <summary>The session of an observation, as far back as the platform remembers it.</summary>
public sealed record SessionAnswer
{
    public required string Id { get; init; }

    /// <summary>Observations so far, this one among them; 1 when the session is new or was forgotten.</summary>
    public required int Observations { get; init; }

    /// <summary>The emotion that the session is in. It changes when enough speaks for another: it need not be the likeliest now.</summary>
    public required Emotion Current { get; init; }

    /// <summary>
    /// The mean of the session's observations, by their confidence and how recent they are; the confidence is the label's probability.
    /// </summary>
    public required Recognition<Emotion> Emotion { get; init; }

    /// <summary>Present when <see cref="Current"/> changed with this observation.</summary>
    public EmotionChangeAnswer? Changed { get; init; }
}

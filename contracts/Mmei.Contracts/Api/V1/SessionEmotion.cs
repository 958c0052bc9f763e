using Mmei.Contracts.V1;

namespace Mmei.Contracts.Api.V1;

/// <summary>The emotion of a session, which a single observation seldom changes.</summary>
public sealed record SessionEmotion
{
    /// <summary>The emotion that the session is in; it changes only when enough speaks for another.</summary>
    public required Emotion Label { get; init; }

    /// <summary>The probability of the label, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>The mean of the session's observations, by their confidence and how recent they are; sums to 1.</summary>
    public required IReadOnlyDictionary<Emotion, double> Probabilities { get; init; }
}

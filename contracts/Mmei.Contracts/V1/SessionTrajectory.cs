using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.V1;

/// <summary>How the emotion of a session developed up to an observation, as far back as fusion remembers.</summary>
public sealed record SessionTrajectory
{
    /// <summary>Observations so far, this one among them.</summary>
    public required int Observations { get; init; }

    /// <summary>
    /// 7 probabilities in the order of <see cref="Emotion"/>: the mean of all observations, by their confidence and how recent they are.
    /// </summary>
    public required IReadOnlyList<double> Smoothed { get; init; }

    /// <summary>The emotion that the session is in; it changes at change points alone.</summary>
    public required Emotion Current { get; init; }

    /// <summary>Present when this observation is a change point.</summary>
    public EmotionChange? Change { get; init; }
}

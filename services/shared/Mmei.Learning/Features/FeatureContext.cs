using Mmei.Contracts.Taxonomy;

namespace Mmei.Learning.Features;

/// <summary>What a decision knows about the person, as <see cref="DecisionFeatures"/> reads it.</summary>
public readonly ref struct FeatureContext
{
    /// <summary>
    /// Emotion probabilities, length 7 in the order of <see cref="Contracts.Taxonomy.Emotion"/>. Zeros when not perceived.
    /// </summary>
    public required ReadOnlySpan<double> Emotion { get; init; }

    /// <summary>Intent probabilities, length 5 in the order of <see cref="Contracts.Taxonomy.Intent"/>. Zeros when not perceived.</summary>
    public required ReadOnlySpan<double> Intent { get; init; }

    /// <summary>How sure the recognition is, in [0, 1]; 0 when nothing was perceived.</summary>
    public required double Confidence { get; init; }

    public required MoodGoal Mood { get; init; }
}

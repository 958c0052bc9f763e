namespace Mmei.Learning.Features;

/// <summary>What a decision knows about the person, as <see cref="DecisionFeatures"/> reads it.</summary>
public readonly ref struct FeatureContext
{
    /// <summary>Emotion probabilities, length 7: anger, disgust, fear, joy, neutral, sadness, surprise. Zeros when not perceived.</summary>
    public required ReadOnlySpan<float> Emotion { get; init; }

    /// <summary>Intent probabilities, length 5: relax, learn, create, entertain, comfort. Zeros when not perceived.</summary>
    public required ReadOnlySpan<float> Intent { get; init; }

    /// <summary>How sure the recognition is, in [0, 1]; 0 when nothing was perceived.</summary>
    public required float Confidence { get; init; }

    public required MoodGoal Mood { get; init; }
}

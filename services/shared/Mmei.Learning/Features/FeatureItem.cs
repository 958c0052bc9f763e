namespace Mmei.Learning.Features;

/// <summary>What a decision knows about a candidate item, as <see cref="DecisionFeatures"/> reads it.</summary>
public readonly ref struct FeatureItem
{
    /// <summary>0 music, 1 image, 2 video, 3 story.</summary>
    public required int Kind { get; init; }

    /// <summary>Dot product of the person's fused vector and the item's content vector (eq. 7), both of length 1: in [-1, 1].</summary>
    public required float Congruence { get; init; }

    /// <summary>The emotions that the item evokes, length 7 in the order of <see cref="FeatureContext.Emotion"/>.</summary>
    public required ReadOnlySpan<float> EmotionProfile { get; init; }

    /// <summary>The intents that the item serves, length 5 in the order of <see cref="FeatureContext.Intent"/>.</summary>
    public required ReadOnlySpan<float> IntentProfile { get; init; }

    /// <summary>How liked the item is by others, in [0, 1]; 0 when unknown.</summary>
    public float Popularity { get; init; }

    /// <summary>How new the item is, in [0, 1]: 1 just added, towards 0 with age.</summary>
    public float Novelty { get; init; }

    /// <summary>How much this person's own history speaks for the item, in [-1, 1]; 0 without history.</summary>
    public float Affinity { get; init; }
}

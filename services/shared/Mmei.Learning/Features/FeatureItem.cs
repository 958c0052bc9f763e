using Mmei.Contracts.Taxonomy;

namespace Mmei.Learning.Features;

/// <summary>What a decision knows about a candidate item, as <see cref="DecisionFeatures"/> reads it.</summary>
public readonly ref struct FeatureItem
{
    public required ContentKind Kind { get; init; }

    /// <summary>
    /// S(u,c) = F . E_c (eq. 7): dot product of the person's fused vector and the item's content vector, both of length 1; in [-1, 1].
    /// </summary>
    public required double Similarity { get; init; }

    /// <summary>The emotions that the item evokes, length 7 in the order of <see cref="Emotion"/>.</summary>
    public required ReadOnlySpan<double> EmotionProfile { get; init; }

    /// <summary>The intents that the item serves, length 5 in the order of <see cref="Intent"/>.</summary>
    public required ReadOnlySpan<double> IntentProfile { get; init; }

    /// <summary>How much everybody's feedback speaks for the item, in [-1, 1]; 0 when unknown.</summary>
    public double Quality { get; init; }

    /// <summary>How new the item is, in [0, 1]: 1 just added, towards 0 with age.</summary>
    public double Novelty { get; init; }

    /// <summary>How much this person's own history speaks for the item, in [-1, 1]; 0 without history.</summary>
    public double Affinity { get; init; }
}

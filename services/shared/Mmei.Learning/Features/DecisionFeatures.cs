using Mmei.Contracts.Taxonomy;
using Mmei.Learning.Numerics;

namespace Mmei.Learning.Features;

/// <summary>
/// The feature map x(context, item) of the linear policy: 68 numbers in [-1, 1], rounded to multiples of 2^-10 so that they are exact in
/// float16 and sums over them are exact in double. A change of layout is a new <see cref="Version"/>; a policy learned under another
/// version
/// does not apply.
/// </summary>
/// <remarks>
/// 0 bias; 1 similarity F . E_c, which reports call congruence; 2 confidence x similarity; 3 intent match (dot product of intent
/// probabilities and profile); 4 confidence x intent match; 5 emotion match; 6-9 kind one-hot; 10-37 emotion x kind (emotion-major);
/// 38-57 intent x kind (intent-major); 58-63 mood goal x (valence, arousal) of the item's emotion profile; 64 quality; 65 novelty;
/// 66 affinity; 67 (1 - confidence) x affinity. The last lets the policy lean on behaviour when the recognition is unsure.
/// Feature 64 was 0, "not known", until feedback was counted by item; what was learned before holds, so the version is the same.
/// </remarks>
public static class DecisionFeatures
{
    public const int Version = 1;
    public const int Dimension = 68;

    /// <summary>The name of each feature, for reports on what the policy has learned: "sadness x music".</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "bias", "congruence", "confidence x congruence", "intent match", "confidence x intent match", "emotion match",
        .. Labels<ContentKind>(),
        .. Labels<Emotion>().SelectMany(emotion => Labels<ContentKind>().Select(kind => $"{emotion} x {kind}")),
        .. Labels<Intent>().SelectMany(intent => Labels<ContentKind>().Select(kind => $"{intent} x {kind}")),
        .. Labels<MoodGoal>().SelectMany(goal => new[] { $"{goal} x valence", $"{goal} x arousal" }),
        "quality", "novelty", "affinity", "doubt x affinity",
    ];

    /// <summary>Writes x(context, item).</summary>
    /// <param name="context">The person, the same for all items of a decision.</param>
    /// <param name="item">The candidate.</param>
    /// <param name="destination">Length <see cref="Dimension"/>; overwritten.</param>
    /// <exception cref="ArgumentException">An input has the wrong length, is not finite or is out of its range; the message names
    /// it.</exception>
    public static void Write(in FeatureContext context, in FeatureItem item, Span<double> destination)
    {
        if (destination.Length != Dimension)
        {
            throw new ArgumentException($"Expected room for {Dimension} features, got {destination.Length}.", nameof(destination));
        }

        Check(context.Emotion, Sizes.Emotions, nameof(context.Emotion));
        Check(context.Intent, Sizes.Intents, nameof(context.Intent));
        Check(item.EmotionProfile, Sizes.Emotions, nameof(item.EmotionProfile));
        Check(item.IntentProfile, Sizes.Intents, nameof(item.IntentProfile));
        Check(context.Confidence, 0, nameof(context.Confidence));
        Check(item.Similarity, -1, nameof(item.Similarity));
        Check(item.Quality, -1, nameof(item.Quality));
        Check(item.Novelty, 0, nameof(item.Novelty));
        Check(item.Affinity, -1, nameof(item.Affinity));
        var kind = (int)item.Kind;
        if (kind is < 0 or >= Sizes.ContentKinds)
        {
            throw new ArgumentException($"Kind is {kind}, which is no content kind.", nameof(item));
        }

        if (!Enum.IsDefined(context.Mood))
        {
            throw new ArgumentException($"Mood is {(int)context.Mood}, which is no mood goal.", nameof(context));
        }

        destination.Clear();
        var intentMatch = SequentialDot.Of(context.Intent, item.IntentProfile);
        destination[0] = 1;
        destination[1] = item.Similarity;
        destination[2] = context.Confidence * item.Similarity;
        destination[3] = intentMatch;
        destination[4] = context.Confidence * intentMatch;
        destination[5] = SequentialDot.Of(context.Emotion, item.EmotionProfile);
        destination[6 + kind] = 1;
        for (var i = 0; i < Sizes.Emotions; i++)
        {
            destination[10 + (i * Sizes.ContentKinds) + kind] = context.Emotion[i];
        }

        for (var i = 0; i < Sizes.Intents; i++)
        {
            destination[38 + (i * Sizes.ContentKinds) + kind] = context.Intent[i];
        }

        var affect = Affect.Of(item.EmotionProfile);
        destination[58 + (2 * (int)context.Mood)] = affect.Valence;
        destination[59 + (2 * (int)context.Mood)] = affect.Arousal;
        destination[64] = item.Quality;
        destination[65] = item.Novelty;
        destination[66] = item.Affinity;
        destination[67] = (1 - context.Confidence) * item.Affinity;
        foreach (ref var value in destination)
        {
            value = ExactGrid.Feature(Math.Clamp(value, -1, 1));
        }
    }

    private static IEnumerable<string> Labels<TLabel>()
        where TLabel : struct, Enum => Enum.GetNames<TLabel>().Select(name => name.ToLowerInvariant());

    private static void Check(ReadOnlySpan<double> distribution, int length, string name)
    {
        if (distribution.Length != length)
        {
            throw new ArgumentException($"{name} has {distribution.Length} numbers, expected {length}.", name);
        }

        foreach (var value in distribution)
        {
            Check(value, 0, name);
        }
    }

    private static void Check(double value, double least, string name)
    {
        // Rounding of a dot product of unit vectors may pass 1 by a few units in the last place.
        const double Slack = 1e-3;
        if (!(value >= least - Slack && value <= 1 + Slack))
        {
            throw new ArgumentException($"{name} is {value}: it must be in [{least}, 1].", name);
        }
    }
}

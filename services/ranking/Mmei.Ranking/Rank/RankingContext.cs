using System.Numerics.Tensors;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Ranking.Index;

namespace Mmei.Ranking.Rank;

/// <summary>What a person feels and wants now, as ranking reads it.</summary>
/// <param name="Fused">F: 256 numbers, L2 norm 1.</param>
/// <param name="Emotion">7 probabilities.</param>
/// <param name="Intent">5 probabilities.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Mood">What the items should do with the mood.</param>
/// <param name="Wish">What was asked for or spoken of: 384 numbers whose norm is how much it counts, 0 to 1; null: nothing.</param>
internal sealed record RankingContext(
    float[] Fused, double[] Emotion, double[] Intent, double Confidence, MoodAim Mood, float[]? Wish = null)
{
    /// <summary>
    /// For each who asks in a mood that is to change, how many more tell than among the sentences that the encoder learned from.
    /// </summary>
    private const double Telling = 10;

    /// <exception cref="TensorFormatException">The message is malformed.</exception>
    public static RankingContext Of(ObservationFused observation, RankingOptions options, ArmStamp? arm = null) =>
        Of(observation.Perception, observation.Fused, observation.Wish, observation.Options.Mood ?? arm?.Mood, options);

    /// <exception cref="TensorFormatException">A number is not what it should be.</exception>
    public static RankingContext Of(
        Perception perception, EncodedTensor fused, EncodedTensor? wish, MoodGoal? mood, RankingOptions options)
    {
        var emotion = Probabilities(perception.Emotion, Sizes.Emotions, "emotion");
        var aim = MoodAim.Of(emotion, mood, options);
        return new RankingContext(
            UnitVector.Read(fused, "The fused state"),
            emotion,
            Probabilities(perception.Intent, Sizes.Intents, "intent"),
            Probability(perception.Confidence, "confidence"),
            aim,
            wish is null
                ? null
                : Counted(
                    UnitVector.ReadShorter(wish, "The wish", MeaningSpace.Dimension),
                    aim.Matched,
                    IsUnderstood(perception) ? options.Subject : 0));
    }

    /// <summary>
    /// A wish as long as it counts. In a mood that is matched, what is merely spoken of counts as <paramref name="subject"/> at least. In
    /// one that is to change people mostly tell what troubles them, so how likely they ask is moved by <see cref="Telling"/> (a shift of
    /// the prior: Saerens, Latinne and Decaestecker, 2002).
    /// </summary>
    private static float[] Counted(float[] wish, double matched, double subject)
    {
        var likely = Math.Min(1.0, MathF.Sqrt(DeterministicDot.Of(wish, wish)));
        if (likely > 0)
        {
            var asked = likely / (likely + (Telling * (1 - likely)));
            var counts = (matched * Math.Max(likely, subject)) + ((1 - matched) * asked);
            TensorPrimitives.Multiply(wish, (float)(counts / likely), wish);
        }

        return wish;
    }

    /// <summary>
    /// Whether the words are in a language that the model was measured on: what it takes others to speak of may be anything.
    /// </summary>
    private static bool IsUnderstood(Perception perception) => !perception.Modalities.Any(
        result => result.Modality == Modality.Text && result.Quality?.Warnings.Contains(QualityWarning.UnmeasuredLanguage) is true);

    private static double[] Probabilities(IReadOnlyList<double> values, int length, string name) => values.Count == length
        ? [.. values.Select(value => Probability(value, name))]
        : throw new TensorFormatException($"There are {values.Count} {name} probabilities, expected {length}.");

    // A softmax in single precision may pass 1 by a rounding.
    private static double Probability(double value, string name) => value is >= -1e-6 and <= 1 + 1e-6
        ? Math.Clamp(value, 0, 1)
        : throw new TensorFormatException($"A probability of {name} is {value}.");
}

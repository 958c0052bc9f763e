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
/// <param name="Wish">What was asked for in words: 384 numbers whose norm is how likely something was; null where nothing was.</param>
internal sealed record RankingContext(
    float[] Fused, double[] Emotion, double[] Intent, double Confidence, MoodAim Mood, float[]? Wish = null)
{
    /// <exception cref="TensorFormatException">The message is malformed.</exception>
    public static RankingContext Of(ObservationFused observation, RankingOptions options, ArmStamp? arm = null) =>
        Of(observation.Perception, observation.Fused, observation.Wish, observation.Options.Mood ?? arm?.Mood, options);

    /// <exception cref="TensorFormatException">A number is not what it should be.</exception>
    public static RankingContext Of(
        Perception perception, EncodedTensor fused, EncodedTensor? wish, MoodGoal? mood, RankingOptions options)
    {
        var emotion = Probabilities(perception.Emotion, Sizes.Emotions, "emotion");
        return new RankingContext(
            UnitVector.Read(fused, "The fused state"),
            emotion,
            Probabilities(perception.Intent, Sizes.Intents, "intent"),
            Probability(perception.Confidence, "confidence"),
            MoodAim.Of(emotion, mood, options),
            wish is null ? null : UnitVector.ReadShorter(wish, "The wish", MeaningSpace.Dimension));
    }

    private static double[] Probabilities(IReadOnlyList<double> values, int length, string name) => values.Count == length
        ? [.. values.Select(value => Probability(value, name))]
        : throw new TensorFormatException($"There are {values.Count} {name} probabilities, expected {length}.");

    // A softmax in single precision may pass 1 by a rounding.
    private static double Probability(double value, string name) => value is >= -1e-6 and <= 1 + 1e-6
        ? Math.Clamp(value, 0, 1)
        : throw new TensorFormatException($"A probability of {name} is {value}.");
}

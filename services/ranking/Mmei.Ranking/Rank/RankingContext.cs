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
internal sealed record RankingContext(float[] Fused, double[] Emotion, double[] Intent, double Confidence, MoodGoal Mood)
{
    /// <exception cref="TensorFormatException">The message is malformed.</exception>
    public static RankingContext Of(ObservationFused observation)
    {
        var fused = TensorCodec.Unpack(observation.Fused);
        return fused.Length != IVectorIndex.Dimension
            ? throw new TensorFormatException($"The fused state has {fused.Length} numbers, expected {IVectorIndex.Dimension}.")
            : new RankingContext(
                Normalised(fused),
                Probabilities(observation.Perception.Emotion, Enum.GetValues<Emotion>().Length, "emotion"),
                Probabilities(observation.Perception.Intent, Enum.GetValues<Intent>().Length, "intent"),
                Probability(observation.Perception.Confidence, "confidence"),
                observation.Options.Mood);
    }

    // Half precision moves the norm by less than 0.001; a vector of any other length is not F.
    private static float[] Normalised(float[] fused)
    {
        var norm = MathF.Sqrt(DeterministicDot.Of(fused, fused));
        return Math.Abs(norm - 1) <= 0.01f
            ? [.. fused.Select(value => value / norm)]
            : throw new TensorFormatException($"The fused state has the norm {norm}, expected 1.");
    }

    private static double[] Probabilities(IReadOnlyList<double> values, int length, string name) => values.Count == length
        ? [.. values.Select(value => Probability(value, name))]
        : throw new TensorFormatException($"There are {values.Count} {name} probabilities, expected {length}.");

    // A softmax in single precision may pass 1 by a rounding.
    private static double Probability(double value, string name) => value is >= -1e-6 and <= 1 + 1e-6
        ? Math.Clamp(value, 0, 1)
        : throw new TensorFormatException($"A probability of {name} is {value}.");
}

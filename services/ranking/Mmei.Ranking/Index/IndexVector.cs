using System.Numerics.Tensors;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;

namespace Mmei.Ranking.Index;

/// <summary>
/// Vectors as the index keeps and searches them: [E_c ; profile ; meaning] of an item and [a F ; aim ; b wish] of a query, so that one
/// inner product is all of a score that an item's own numbers decide.
/// </summary>
internal static class IndexVector
{
    public const int Dimension = StateDimension + MeaningDimension;

    /// <summary>Of E_c and profile.</summary>
    public const int StateDimension = SharedSpace.Dimension + ProfileDimension;

    public const int MeaningDimension = MeaningSpace.Dimension;

    // Emotions and intents, and zeros up to a width that vector registers like.
    private const int ProfileDimension = 16;

    /// <param name="content">E_c, or a F: 256 numbers; null stands for zeros.</param>
    /// <param name="meaning">The meaning, or b wish: 384 numbers; null stands for zeros.</param>
    /// <param name="profile">As <see cref="Profile"/> gives it; null stands for zeros.</param>
    public static float[] Of(float[]? content = null, float[]? meaning = null, float[]? profile = null) =>
    [
        .. content ?? new float[SharedSpace.Dimension],
        .. profile ?? new float[ProfileDimension],
        .. meaning ?? new float[MeaningSpace.Dimension],
    ];

    /// <summary>
    /// Two distributions so that the inner product of an item's and a query's is w sum sqrt(p q), how near the emotions are, and v times
    /// the inner product of the intents.
    /// </summary>
    /// <param name="emotions">7 probabilities: those that an item carries, or that are aimed at.</param>
    /// <param name="intents">5 probabilities.</param>
    /// <param name="emotionWeight">w of a query; 1 of an item.</param>
    /// <param name="intentWeight">v of a query; 1 of an item.</param>
    public static float[] Profile(double[] emotions, double[] intents, double emotionWeight = 1, double intentWeight = 1) =>
    [
        .. emotions.Select(share => (float)(emotionWeight * Math.Sqrt(share))),
        .. intents.Select(share => (float)(intentWeight * share)),
        .. new float[ProfileDimension - Sizes.Emotions - Sizes.Intents],
    ];

    /// <summary>E_c and profile of a vector.</summary>
    public static ReadOnlySpan<float> State(float[] vector) => vector.AsSpan(0, StateDimension);

    /// <summary>The meaning of a vector.</summary>
    public static ReadOnlySpan<float> Meaning(float[] vector) => vector.AsSpan(StateDimension);

    /// <exception cref="ArgumentException">It has another length, or holds what is no number.</exception>
    public static void Require(float[] vector)
    {
        if (vector.Length != Dimension)
        {
            throw new ArgumentException($"A vector has {Dimension} numbers, got {vector.Length}.", nameof(vector));
        }

        if (!TensorPrimitives.IsFiniteAll<float>(vector))
        {
            throw new ArgumentException("A vector holds a number that is not finite.", nameof(vector));
        }
    }
}

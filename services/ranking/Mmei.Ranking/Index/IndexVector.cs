using Mmei.Contracts.Tensors;

namespace Mmei.Ranking.Index;

/// <summary>
/// Vectors as the index keeps and searches them: [E_c ; meaning] of an item and [a F ; b wish] of a query, so that one inner product is
/// a F . E_c + b wish . meaning.
/// </summary>
internal static class IndexVector
{
    public const int Dimension = SharedSpace.Dimension + MeaningSpace.Dimension;

    /// <param name="content">E_c, or a F: 256 numbers.</param>
    /// <param name="meaning">The meaning, or b wish: 384 numbers; null stands for zeros.</param>
    public static float[] Of(float[] content, float[]? meaning) => [.. content, .. meaning ?? new float[MeaningSpace.Dimension]];

    /// <exception cref="ArgumentException">It has another length.</exception>
    public static void RequireLength(float[] vector)
    {
        if (vector.Length != Dimension)
        {
            throw new ArgumentException($"A vector has {Dimension} numbers, got {vector.Length}.", nameof(vector));
        }
    }
}

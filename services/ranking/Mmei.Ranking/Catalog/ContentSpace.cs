using System.Numerics.Tensors;
using Mmei.Contracts.Tensors;

namespace Mmei.Ranking.Catalog;

/// <summary>
/// Content vectors without what all candidates have in common, at the norm of one. Embeddings of language models crowd in a narrow cone,
/// where
/// every item is like every other; taking the mean away tells them apart (Mu and Viswanath, "All-but-the-top", ICLR 2018). The mean is
/// that of
/// the candidates and <see cref="Shrinkage"/> zero vectors, so that a handful of candidates is hardly moved.
/// </summary>
internal sealed class ContentSpace
{
    private const int Shrinkage = 20;
    private readonly float[] _mean = new float[SharedSpace.Dimension];

    public ContentSpace(IReadOnlyList<RankableItem> items)
    {
        Items = items;
        foreach (var item in items)
        {
            TensorPrimitives.Add(_mean, item.Embedding, _mean);
        }

        TensorPrimitives.Divide(_mean, items.Count + Shrinkage, _mean);
        Vectors = [.. items.Select(item => Of(item.Embedding))];
    }

    public IReadOnlyList<RankableItem> Items { get; }

    /// <summary>The vector of each item, in their order.</summary>
    public IReadOnlyList<float[]> Vectors { get; }

    /// <summary>The same for any content vector of norm 1.</summary>
    public float[] Of(ReadOnlySpan<float> embedding)
    {
        // The shrunk mean is shorter than 1, so something of the vector always remains.
        var centred = new float[SharedSpace.Dimension];
        TensorPrimitives.Subtract(embedding, _mean, centred);
        TensorPrimitives.Divide(centred, MathF.Sqrt(DeterministicDot.Of(centred, centred)), centred);
        return centred;
    }
}

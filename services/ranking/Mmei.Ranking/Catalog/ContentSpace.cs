using System.Numerics.Tensors;
using Mmei.Contracts.Tensors;

namespace Mmei.Ranking.Catalog;

/// <summary>
/// Where items are alike: by their meaning where every candidate has one, which tells themes apart, else by E_c, which mostly knows moods.
/// The vectors are without what all candidates have in common, at the norm of one. Embeddings of language models crowd in a narrow cone,
/// where every item is like every other; taking the mean away tells them apart (Mu and Viswanath, "All-but-the-top", ICLR 2018). The mean
/// is that of the candidates and <see cref="Shrinkage"/> zero vectors, so that a handful of candidates is hardly moved.
/// </summary>
internal sealed class ContentSpace
{
    private const int Shrinkage = 20;
    private readonly bool _byMeaning;
    private readonly float[] _mean;

    public ContentSpace(IReadOnlyList<RankableItem> items)
    {
        Items = items;
        _byMeaning = items.Count > 0 && items.All(item => item.Meaning is not null);
        _mean = new float[_byMeaning ? MeaningSpace.Dimension : SharedSpace.Dimension];
        foreach (var item in items)
        {
            TensorPrimitives.Add(_mean, VectorOf(item), _mean);
        }

        TensorPrimitives.Divide(_mean, items.Count + Shrinkage, _mean);
        Vectors = [.. items.Select(item => Of(item)!)];
    }

    public IReadOnlyList<RankableItem> Items { get; }

    /// <summary>The vector of each item, in their order.</summary>
    public IReadOnlyList<float[]> Vectors { get; }

    /// <summary>How long a vector is.</summary>
    public int Dimension => _mean.Length;

    /// <summary>The vector of any item; null where the candidates have a meaning and it has none.</summary>
    public float[]? Of(RankableItem item)
    {
        if (VectorOf(item) is not { } vector)
        {
            return null;
        }

        // The shrunk mean is shorter than 1, so something of the vector always remains.
        var centred = new float[Dimension];
        TensorPrimitives.Subtract(vector, _mean, centred);
        TensorPrimitives.Divide(centred, MathF.Sqrt(DeterministicDot.Of(centred, centred)), centred);
        return centred;
    }

    private float[]? VectorOf(RankableItem item) => _byMeaning ? item.Meaning : item.Embedding;
}

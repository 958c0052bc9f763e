using System.Numerics.Tensors;
using Mmei.Contracts.V1;
using Mmei.Ranking.Catalog;

namespace Mmei.Ranking.Rank;

/// <summary>The items of a decision from the top.</summary>
/// <param name="Items">What stands where.</param>
/// <param name="Explored">Whether it differs from the slate of the policy's mean.</param>
internal sealed record Slate(IReadOnlyList<PlacedItem> Items, bool Explored)
{
    /// <summary>
    /// How different the items are from each other: 1 - the mean cosine of all pairs (intra-list diversity; Ziegler, McNee, Konstan and
    /// Lausen, 2005), 0 to 2; null below two items. Of k vectors of length 1 the cosines of all ordered pairs sum to |sum|^2 - k.
    /// </summary>
    public double? Diversity()
    {
        if (Items.Count < 2)
        {
            return null;
        }

        var sum = new float[Items[0].Item.Embedding.Length];
        foreach (var placed in Items)
        {
            TensorPrimitives.Add(sum, placed.Item.Embedding, sum);
        }

        var cosines = (TensorPrimitives.SumOfSquares(sum) - Items.Count) / (Items.Count * (Items.Count - 1.0));
        return Math.Clamp(1 - cosines, 0, 2);
    }
}

/// <summary>One item of a slate.</summary>
/// <param name="Item">The item.</param>
/// <param name="Similarity">F . E_c (eq. 7).</param>
/// <param name="Parts">Why it stands there.</param>
/// <param name="Propensity">
/// The estimated probability that the policy puts this item at this place: (1 + draws that do) / (1 + draws). The one is the draw that
/// decided,
/// so it is never 0.
/// </param>
/// <param name="Features">x(context, item).</param>
internal sealed record PlacedItem(RankableItem Item, double Similarity, ScoreParts Parts, double Propensity, double[] Features)
{
    /// <summary>The boosts that are true of it, as fields of the request.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>The sum of the parts.</summary>
    public double Score => Parts.Sum();
}

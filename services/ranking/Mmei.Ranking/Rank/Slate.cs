using Mmei.Contracts.V1;
using Mmei.Ranking.Catalog;

namespace Mmei.Ranking.Rank;

/// <summary>The items of a decision from the top.</summary>
/// <param name="Items">What stands where.</param>
/// <param name="Explored">Whether it differs from the slate of the policy's mean.</param>
internal sealed record Slate(IReadOnlyList<PlacedItem> Items, bool Explored);

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
    /// <summary>The sum of the parts.</summary>
    public double Score => Parts.Sum();
}

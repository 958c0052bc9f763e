
namespace Mmei.Contracts.V1;

/// <summary>The parts of a score; their sum is the score.</summary>
public sealed record ScoreParts
{
    /// <summary>
    /// Emotional congruence under the mood goal in force: S(u,c) = F . E_c (eq. 7), and how near the item's emotion profile is to the
    /// emotion the goal aims at.
    /// </summary>
    public required double Congruence { get; init; }

    /// <summary>How well the item serves the recognised intent.</summary>
    public required double Intent { get; init; }

    /// <summary>How near the item is to what was asked for in words, by how likely something was; 0 where nothing was.</summary>
    public double Said { get; init; }

    /// <summary>The person's own taste, learned from their feedback.</summary>
    public required double Affinity { get; init; }

    /// <summary>
    /// What everybody's feedback says of the item as such, beside the other items, with some hope for what is little known.
    /// </summary>
    public double Quality { get; init; }

    /// <summary>What the bandit has learned about such items in such situations.</summary>
    public required double Policy { get; init; }

    /// <summary>What the request adds to such items, or takes off; 0 where none of its boosts is true of the item.</summary>
    public double Boost { get; init; }

    /// <summary>Never positive: the price of being like an item placed above.</summary>
    public required double Diversity { get; init; }

    /// <summary>The score.</summary>
    public double Sum() => Congruence + Intent + Said + Affinity + Quality + Policy + Boost + Diversity;
}

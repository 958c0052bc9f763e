using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.Api.V1;

/// <summary>
/// Why an item stands where it stands: congruence + intent + said + affinity + quality + policy + boost + diversity =
/// score.
/// </summary>
public sealed record Explanation
{
    /// <summary>Emotional congruence under the mood goal in force.</summary>
    public required double Congruence { get; init; }

    public required double Intent { get; init; }

    /// <summary>How near the item is to what was asked for in words, by how likely something was; 0 where nothing was.</summary>
    public required double Said { get; init; }

    public required double Affinity { get; init; }

    /// <summary>
    /// What everybody's feedback says of the item as such, beside the other items, with some hope for what is little known.
    /// </summary>
    public required double Quality { get; init; }

    public required double Policy { get; init; }

    /// <summary>What <c>options.boosts</c> added, or took off; 0 where none of them is true of the item.</summary>
    public required double Boost { get; init; }

    public required double Diversity { get; init; }

    /// <summary>The mood goal that congruence was measured against.</summary>
    public required MoodGoal Mood { get; init; }

    /// <summary>
    /// S(u,c) = F . E_c (eq. 7), -1 to 1: how near the item is to the person's state by itself. Part of congruence, not of the sum.
    /// </summary>
    public double? Similarity { get; init; }

    /// <summary>The boosts that are true of the item, as fields of the request: <c>options.boosts[0]</c>.</summary>
    public required IReadOnlyList<string> Rules { get; init; }
}

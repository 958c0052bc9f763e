using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.V1;

/// <summary>The answer to an observation; sent to the gateway that asked.</summary>
public sealed record RecommendationReady
{
    public required Guid ObservationId { get; init; }

    public required Guid DecisionId { get; init; }

    public required Perception Perception { get; init; }

    /// <summary>Whether perception, or the ranking after it, had to do without something.</summary>
    public required bool Degraded { get; init; }

    /// <summary>What stood in for a search of the catalog; null where nothing had to.</summary>
    public Fallback? Fallback { get; init; }

    public required IReadOnlyList<RankedItem> Items { get; init; }

    /// <summary>Items of the catalog that are not indexed yet in their latest revision.</summary>
    public int ItemsBeingIndexed { get; init; }

    /// <summary>The mood goal that was taken.</summary>
    public required MoodGoal Mood { get; init; }

    /// <summary>The content model of the catalog; null while the catalog is empty.</summary>
    public string? ContentModel { get; init; }

    /// <summary>The content model that is encoding the catalog to serve next, as name@version; null: none.</summary>
    public string? NextContentModel { get; init; }

    public required PolicyStamp Policy { get; init; }

    public required double RankingMs { get; init; }
}

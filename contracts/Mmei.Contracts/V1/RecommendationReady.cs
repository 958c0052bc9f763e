using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.V1;

/// <summary>The answer to an observation; sent to the gateway that asked.</summary>
public sealed record RecommendationReady
{
    public required Guid ObservationId { get; init; }

    public required Guid DecisionId { get; init; }

    public required IReadOnlyList<double> Emotion { get; init; }

    public required IReadOnlyList<double> Intent { get; init; }

    public required double Confidence { get; init; }

    /// <summary>How the emotion of the session developed; null without a session.</summary>
    public SessionTrajectory? Session { get; init; }

    public required IReadOnlyList<ModalityResult> Modalities { get; init; }

    public required bool Degraded { get; init; }

    public required IReadOnlyList<RankedItem> Items { get; init; }

    public required MoodGoal Mood { get; init; }

    public required string FusionModel { get; init; }

    /// <summary>The content model of the catalog; null while the catalog is empty.</summary>
    public string? ContentModel { get; init; }

    public required PolicyStamp Policy { get; init; }

    public required double JoinMs { get; init; }

    public required double FusionMs { get; init; }

    public required double RankingMs { get; init; }
}

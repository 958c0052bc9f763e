using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.V1;

/// <summary>The full record of a recommendation: what learning and replay need.</summary>
public sealed record DecisionMade
{
    public required Guid DecisionId { get; init; }

    public required Guid ObservationId { get; init; }

    public required string TenantId { get; init; }

    public string? UserId { get; init; }

    public string? SessionId { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required IReadOnlyList<double> Emotion { get; init; }

    public required IReadOnlyList<double> Intent { get; init; }

    public required double Confidence { get; init; }

    /// <summary>How the emotion of the session developed; null without a session.</summary>
    public SessionTrajectory? Session { get; init; }

    public required MoodGoal Mood { get; init; }

    public required PolicyStamp Policy { get; init; }

    /// <summary>The version of the feature layout in <see cref="DecidedItem.Features"/>.</summary>
    public required int FeatureVersion { get; init; }

    public required IReadOnlyList<DecidedItem> Items { get; init; }

    /// <summary>Models that took part, as name@version, by role.</summary>
    public required IReadOnlyDictionary<string, string> Models { get; init; }
}

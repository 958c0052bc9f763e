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

    public required Perception Perception { get; init; }

    /// <summary>The mood goal that was taken.</summary>
    public required MoodGoal Mood { get; init; }

    public required PolicyStamp Policy { get; init; }

    /// <summary>The arm of an experiment that it was made in; null where it was in none.</summary>
    public ArmStamp? Arm { get; init; }

    /// <summary>How different the items are from each other, 0 to 2: 1 - the mean cosine of their vectors; null below two items.</summary>
    public double? Diversity { get; init; }

    /// <summary>The version of the feature layout in <see cref="DecidedItem.Features"/>.</summary>
    public required int FeatureVersion { get; init; }

    public required IReadOnlyList<DecidedItem> Items { get; init; }

    /// <summary>The content model of the items, as name@version; null where there are none.</summary>
    public string? ContentModel { get; init; }
}

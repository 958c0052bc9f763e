using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.V1;

/// <summary>
/// The ticket of an observation, sent to its fusion shard: what to wait for, how long, and who wants the answer.
/// </summary>
public sealed record OpenObservation : IPartOfObservation
{
    public required Guid ObservationId { get; init; }

    public required string TenantId { get; init; }

    public string? UserId { get; init; }

    public string? SessionId { get; init; }

    /// <summary>
    /// Milliseconds left to complete the join when the ticket was sent. A span, not an instant: clocks of two machines may differ.
    /// </summary>
    public required int BudgetMs { get; init; }

    /// <summary>Milliseconds for which somebody waits for the answer, from when the ticket was sent; null: not known.</summary>
    public int? AwaitedMs { get; init; }

    /// <summary>The modalities that were sent to encoders.</summary>
    public required IReadOnlyList<Modality> Expected { get; init; }

    /// <summary>The modalities that were decided at the edge: withheld, or rejected by a look at their bytes.</summary>
    public IReadOnlyList<ModalityResult> Settled { get; init; } = [];

    /// <summary>Whether <see cref="ObservationPerceived"/> is wanted as well.</summary>
    public bool TellPerception { get; init; }

    public required RecommendationOptions Options { get; init; }

    public ObservationContext? Context { get; init; }

    /// <summary>Where <see cref="RecommendationReady"/> or <see cref="ObservationFailed"/> goes.</summary>
    public required Uri ReplyAddress { get; init; }
}

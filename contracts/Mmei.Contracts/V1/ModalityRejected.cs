using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.V1;

/// <summary>One modality of an observation cannot be encoded.</summary>
public sealed record ModalityRejected : IPartOfObservation
{
    public required Guid ObservationId { get; init; }

    public required string TenantId { get; init; }

    public required Modality Modality { get; init; }

    public required RejectionCode Code { get; init; }

    /// <summary>One sentence for the caller; never holds what the person sent.</summary>
    public required string Reason { get; init; }

    /// <summary>Of an overloaded encoder: when trying again makes sense.</summary>
    public int? RetryAfterMs { get; init; }
}

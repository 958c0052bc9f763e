namespace Mmei.Contracts.Api.V1;

/// <summary>An observation that was taken and is not answered yet; <c>Location</c> says where its answer will be.</summary>
public sealed record PendingObservationAnswer
{
    public required Guid ObservationId { get; init; }
}

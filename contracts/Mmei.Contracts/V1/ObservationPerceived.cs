namespace Mmei.Contracts.V1;

/// <summary>What fusion recognised, sent to the gateway that asked to hear of it before the recommendation is there.</summary>
public sealed record ObservationPerceived
{
    public required Guid ObservationId { get; init; }

    public required Perception Perception { get; init; }
}

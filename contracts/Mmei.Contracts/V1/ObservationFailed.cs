namespace Mmei.Contracts.V1;

/// <summary>Nothing of an observation could be used; sent to the gateway that asked.</summary>
public sealed record ObservationFailed : IOutcome
{
    public required Guid ObservationId { get; init; }

    /// <summary>Every modality that was sent, with the reason it was not used.</summary>
    public required IReadOnlyList<ModalityResult> Modalities { get; init; }
}

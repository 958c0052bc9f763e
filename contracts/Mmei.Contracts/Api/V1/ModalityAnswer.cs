using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.Api.V1;

/// <summary>What became of one modality.</summary>
public sealed record ModalityAnswer
{
    public required ModalityStatus Status { get; init; }

    /// <summary>Its share in the emotion answered; present when used.</summary>
    public double? Weight { get; init; }

    /// <summary>Why its encoder rejected it, where it did.</summary>
    public RejectionCode? Code { get; init; }

    /// <summary>Why it was not used.</summary>
    public string? Reason { get; init; }

    /// <summary>How fit the medium was, where it was used.</summary>
    public QualityAnswer? Quality { get; init; }
}

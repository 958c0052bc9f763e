using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.V1;

/// <summary>What became of one modality, for the explanation in the answer.</summary>
public sealed record ModalityResult
{
    public required Modality Modality { get; init; }

    public required ModalityStatus Status { get; init; }

    /// <summary>
    /// Its share in the emotion answered: in the fused state (eq. 3), and by what its encoder reads alone; 0 unless used. The weights of
    /// one observation sum to 1.
    /// </summary>
    public double Weight { get; init; }

    /// <summary>Why it was not used; never holds what the person sent.</summary>
    public string? Reason { get; init; }

    /// <summary>The model that encoded it, as name@version.</summary>
    public string? Model { get; init; }

    /// <summary>Milliseconds the encoder spent on it, from receipt to result.</summary>
    public double EncodeMs { get; init; }

    /// <summary>Why the encoder rejected it, where one did.</summary>
    public RejectionCode? Code { get; init; }

    /// <summary>Of an overloaded encoder: when trying again makes sense.</summary>
    public int? RetryAfterMs { get; init; }

    public MediaQuality? Quality { get; init; }
}

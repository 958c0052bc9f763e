
namespace Mmei.Contracts.V1;

/// <summary>What a person feels and wants, fused from the modalities that arrived.</summary>
public sealed record ObservationFused : IOutcome
{
    public required Guid ObservationId { get; init; }

    public required string TenantId { get; init; }

    public string? UserId { get; init; }

    public string? SessionId { get; init; }

    /// <summary>p_e (eq. 4): 7 probabilities in the order of <see cref="Emotion"/>.</summary>
    public required IReadOnlyList<double> Emotion { get; init; }

    /// <summary>p_i (eq. 5): 5 probabilities in the order of <see cref="Intent"/>.</summary>
    public required IReadOnlyList<double> Intent { get; init; }

    /// <summary>How sure the recognition is, 0 to 1, calibrated.</summary>
    public required double Confidence { get; init; }

    /// <summary>How the emotion of the session developed; null without a session.</summary>
    public SessionTrajectory? Session { get; init; }

    /// <summary>F (eq. 3): 1 x 256, L2 norm 1.</summary>
    public required EncodedTensor Fused { get; init; }

    /// <summary>Every modality that was sent, with its weight or the reason it was not used.</summary>
    public required IReadOnlyList<ModalityResult> Modalities { get; init; }

    /// <summary>Whether something expected did not arrive by the deadline.</summary>
    public required bool Degraded { get; init; }

    /// <summary>The fusion model, as name@version.</summary>
    public required string Model { get; init; }

    public required RecommendationOptions Options { get; init; }

    public ObservationContext? Context { get; init; }

    public required Uri ReplyAddress { get; init; }

    /// <summary>Milliseconds from the last expected part to the start of fusion.</summary>
    public required double JoinMs { get; init; }

    /// <summary>Milliseconds of the fusion model run.</summary>
    public required double FusionMs { get; init; }
}


namespace Mmei.Contracts.V1;

/// <summary>What a person feels and wants, fused from the modalities that arrived.</summary>
public sealed record ObservationFused : IOutcome
{
    public required Guid ObservationId { get; init; }

    public required string TenantId { get; init; }

    public string? UserId { get; init; }

    public string? SessionId { get; init; }

    public required Perception Perception { get; init; }

    /// <summary>F (eq. 3): 1 x 256, L2 norm 1.</summary>
    public required EncodedTensor Fused { get; init; }

    /// <summary>What was asked for or spoken of, as <see cref="ModalityEncoded.Wish"/>; null without words.</summary>
    public EncodedTensor? Wish { get; init; }

    public required RecommendationOptions Options { get; init; }

    public ObservationContext? Context { get; init; }

    /// <summary>
    /// Milliseconds for which somebody still waits for the answer, from when this was sent; null: not known. A span, not an instant: clocks
    /// of two machines may differ.
    /// </summary>
    public int? AwaitedMs { get; init; }

    public required Uri ReplyAddress { get; init; }
}

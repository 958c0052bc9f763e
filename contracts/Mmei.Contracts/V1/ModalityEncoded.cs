using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.V1;

/// <summary>One modality of an observation, encoded and projected to the common space (eq. 1).</summary>
public sealed record ModalityEncoded : IPartOfObservation
{
    public required Guid ObservationId { get; init; }

    public required string TenantId { get; init; }

    public required Modality Modality { get; init; }

    /// <summary>At most 32 tokens x 256.</summary>
    public required EncodedTensor Tokens { get; init; }

    /// <summary>
    /// Of words: where the meaning of what they ask for or speak of lies, 1 x 384. Its length is how likely they ask, 0.05 to 1: less
    /// counts as that.
    /// </summary>
    public EncodedTensor? Wish { get; init; }

    /// <summary>
    /// p_e of this modality alone, as the encoder's own head reads it: 7 probabilities in the order of the taxonomy; null of a model
    /// without such a head.
    /// </summary>
    public IReadOnlyList<float>? Emotion { get; init; }

    /// <summary>The encoder model, as name@version.</summary>
    public required string Model { get; init; }

    public required EncodeTimings Timings { get; init; }

    /// <summary>Null where the medium has none to speak of.</summary>
    public MediaQuality? Quality { get; init; }
}

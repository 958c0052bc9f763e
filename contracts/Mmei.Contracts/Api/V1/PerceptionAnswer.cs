using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.Api.V1;

/// <summary>The data of the event <c>perceived</c>: what the person feels and wants, before items are found.</summary>
public sealed record PerceptionAnswer
{
    public required Guid ObservationId { get; init; }

    /// <summary>Whether a modality that was sent had not arrived by the deadline.</summary>
    public required bool Degraded { get; init; }

    public required Recognition<Emotion> Emotion { get; init; }

    public required Recognition<Intent> Intent { get; init; }

    /// <summary>Present where the request named a session.</summary>
    public SessionAnswer? Session { get; init; }

    /// <summary>Every modality that was sent; the weights of those used sum to 1.</summary>
    public required IReadOnlyDictionary<Modality, ModalityAnswer> Modalities { get; init; }
}

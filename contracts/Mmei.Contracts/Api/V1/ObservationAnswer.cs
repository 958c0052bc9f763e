using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.Api.V1;

/// <summary>What the person feels and wants, and what fits.</summary>
public sealed record ObservationAnswer
{
    public required Guid ObservationId { get; init; }

    public required Guid DecisionId { get; init; }

    /// <summary>Whether a modality that was sent had not arrived by the deadline, or `fallback` says what stood in.</summary>
    public required bool Degraded { get; init; }

    /// <summary>What the items were chosen from instead of the whole catalog, whose index was away; absent where it was there.</summary>
    public Fallback? Fallback { get; init; }

    public required Recognition<Emotion> Emotion { get; init; }

    public required Recognition<Intent> Intent { get; init; }

    /// <summary>What the items should do with the mood.</summary>
    public required MoodAnswer Mood { get; init; }

    /// <summary>Present where the request named a session.</summary>
    public SessionAnswer? Session { get; init; }

    /// <summary>Every modality that was sent; the weights of those used sum to 1.</summary>
    public required IReadOnlyDictionary<Modality, ModalityAnswer> Modalities { get; init; }

    public required IReadOnlyList<RecommendedItem> Items { get; init; }

    /// <summary>How many items of the catalog are still being indexed, and so may be missing here; absent where none is.</summary>
    public int? ItemsBeingIndexed { get; init; }

    /// <summary>The models that took part, as name@version, by role: image, audio, text, fusion, content, nextContent.</summary>
    public required IReadOnlyDictionary<string, string> Models { get; init; }

    public required PolicyAnswer Policy { get; init; }

    /// <summary>Milliseconds by stage: total, image, audio, text, join, fusion, ranking.</summary>
    public required IReadOnlyDictionary<string, double> TimingsMs { get; init; }
}

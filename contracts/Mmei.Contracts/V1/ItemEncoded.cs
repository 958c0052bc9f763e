using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.V1;

/// <summary>A catalog item has its content embedding.</summary>
public sealed record ItemEncoded
{
    public required string TenantId { get; init; }

    public required string ItemId { get; init; }

    public required long Revision { get; init; }

    /// <summary>E_c: 1 x 256, L2 norm 1.</summary>
    public required EncodedTensor Embedding { get; init; }

    /// <summary>What the item is about: 1 x 384, L2 norm 1; null where the content model does not say.</summary>
    public EncodedTensor? Meaning { get; init; }

    /// <summary>What the item feels like: 7 probabilities in the order of <see cref="Emotion"/>.</summary>
    public required IReadOnlyList<double> EmotionProfile { get; init; }

    /// <summary>What the item is good for: 5 probabilities in the order of <see cref="Intent"/>.</summary>
    public required IReadOnlyList<double> IntentProfile { get; init; }

    /// <summary>The content model, as name@version.</summary>
    public required string Model { get; init; }
}

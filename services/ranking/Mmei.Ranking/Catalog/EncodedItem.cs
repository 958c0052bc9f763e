using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Ranking.Index;

namespace Mmei.Ranking.Catalog;

/// <summary>A revision of an item with what the content model says about it, checked.</summary>
/// <param name="Embedding">E_c: 256 numbers, L2 norm 1.</param>
/// <param name="EmotionProfile">7 probabilities.</param>
/// <param name="IntentProfile">5 probabilities.</param>
/// <param name="Model">The content model, as name@version.</param>
/// <param name="Meaning">What the item is about: 384 numbers, L2 norm 1; null where the content model does not say.</param>
internal sealed record EncodedItem(
    string TenantId, string ItemId, long Revision, float[] Embedding, double[] EmotionProfile, double[] IntentProfile, string Model,
    float[]? Meaning = null)
{
    private const double SumSlack = 0.01;

    /// <exception cref="TensorFormatException">The message is malformed.</exception>
    public static EncodedItem Of(ItemEncoded encoded) => new(
        encoded.TenantId,
        encoded.ItemId,
        encoded.Revision,
        UnitVector.Read(encoded.Embedding, "its embedding"),
        Profile(encoded.EmotionProfile, Sizes.Emotions, "its emotion profile"),
        Profile(encoded.IntentProfile, Sizes.Intents, "its intent profile"),
        encoded.Model,
        encoded.Meaning is { } meaning ? UnitVector.Read(meaning, "its meaning", MeaningSpace.Dimension) : null);

    private static double[] Profile(IReadOnlyList<double> profile, int length, string name) =>
        profile.Count != length ? throw new TensorFormatException($"{name} has {profile.Count} numbers, expected {length}")
        : profile.Any(share => !(share is >= 0 and <= 1)) ? throw new TensorFormatException($"{name} holds a number outside 0 to 1")
        : Math.Abs(profile.Sum() - 1) > SumSlack ? throw new TensorFormatException($"{name} sums to {profile.Sum()}, expected 1")
        : [.. profile];
}

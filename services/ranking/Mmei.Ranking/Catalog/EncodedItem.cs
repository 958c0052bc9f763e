namespace Mmei.Ranking.Catalog;

/// <summary>A revision of an item with what the content model says about it, checked.</summary>
/// <param name="Embedding">E_c: 256 numbers, L2 norm 1.</param>
/// <param name="EmotionProfile">7 probabilities.</param>
/// <param name="IntentProfile">5 probabilities.</param>
/// <param name="Model">The content model, as name@version.</param>
internal sealed record EncodedItem(
    string TenantId, string ItemId, long Revision, float[] Embedding, double[] EmotionProfile, double[] IntentProfile, string Model);

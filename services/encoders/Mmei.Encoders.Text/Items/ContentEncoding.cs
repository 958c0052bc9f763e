using Mmei.Contracts.V1;

namespace Mmei.Encoders.Text.Items;

/// <summary>What the content model says of an item.</summary>
/// <param name="Embedding">E_c (eq. 7): 1 x 256, L2 norm 1.</param>
/// <param name="Meaning">What the item is about: 1 x 384, L2 norm 1; null where the model does not say.</param>
/// <param name="EmotionProfile">7 probabilities.</param>
/// <param name="IntentProfile">5 probabilities.</param>
internal sealed record ContentEncoding(EncodedTensor Embedding, EncodedTensor? Meaning, double[] EmotionProfile, double[] IntentProfile);

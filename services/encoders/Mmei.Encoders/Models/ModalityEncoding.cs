using Mmei.Contracts.V1;

namespace Mmei.Encoders.Models;

/// <summary>What a modality's model says of one input.</summary>
/// <param name="Tokens">At most 32 tokens x 256 (eq. 1).</param>
/// <param name="Wish">What was asked for in words, as <see cref="ModalityEncoded.Wish"/>; null where nothing was.</param>
public sealed record ModalityEncoding(EncodedTensor Tokens, EncodedTensor? Wish = null);

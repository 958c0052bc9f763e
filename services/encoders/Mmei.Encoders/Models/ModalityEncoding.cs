using Mmei.Contracts.V1;

namespace Mmei.Encoders.Models;

/// <summary>What a modality's model says of one input.</summary>
/// <param name="Tokens">At most 32 tokens x 256 (eq. 1).</param>
/// <param name="Emotion">What the model reads by itself, as <see cref="ModalityEncoded.Emotion"/>; null of one without a head.</param>
/// <param name="Wish">What was asked for or spoken of, as <see cref="ModalityEncoded.Wish"/>; null where nothing was.</param>
public sealed record ModalityEncoding(EncodedTensor Tokens, IReadOnlyList<float>? Emotion = null, EncodedTensor? Wish = null)
{
    /// <summary>One encoding of several inputs: windows of a sound, or frames of a video; at least one.</summary>
    public static ModalityEncoding Mean(IReadOnlyList<ModalityEncoding> items) =>
        new(TokenOutputs.Mean([.. items.Select(item => item.Tokens)]), EmotionOutput.Mean([.. items.Select(item => item.Emotion)]));
}

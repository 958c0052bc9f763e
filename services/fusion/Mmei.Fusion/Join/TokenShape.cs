using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;

namespace Mmei.Fusion.Join;

/// <summary>
/// The shape of a modality's tokens. What does not have it is not held: fusion trusts nothing that comes over the bus, and its memory is
/// bounded by it.
/// </summary>
internal static class TokenShape
{
    /// <summary>d, the width of the common space (eq. 1).</summary>
    public const int Width = SharedSpace.Dimension;

    /// <summary>The most tokens one modality may have.</summary>
    public const int MaxTokens = 32;

    /// <summary>The most bytes of one modality's tokens, in half precision.</summary>
    public const int MaxBytes = MaxTokens * Width * sizeof(short);

    /// <summary>The bytes of a wish in half precision.</summary>
    private const int WishBytes = MeaningSpace.Dimension * sizeof(short);

    /// <summary>The most bytes of a probability in single precision and its comma.</summary>
    private const int ProbabilityBytes = 16;

    /// <summary>How far from 1 a sum of probabilities in single precision may be.</summary>
    private const double Tolerance = 1e-3;

    /// <summary>The most bytes of one message: its tokens, its wish in base64, its probabilities, and a kilobyte for the rest.</summary>
    public const int MaxMessageBytes = MaxBytes + (WishBytes * 4 / 3) + (ProbabilityBytes * Sizes.Emotions) + 1024;

    public static bool Fits(ModalityEncoded encoded) =>
        Fits(encoded.Tokens) && (encoded.Wish is not { } wish || IsWish(wish))
        && (encoded.Emotion is not { } emotion || IsDistribution(emotion));

    public static bool Fits(EncodedTensor tokens) =>
        tokens is { Rows: >= 1 and <= MaxTokens, Columns: Width, Data: var data }
        && data.Length == tokens.Rows * Width * sizeof(short)
        && IsFinite(data.Span);

    /// <summary>A modality that cannot be used as it was encoded counts as one its encoder failed on.</summary>
    public static ModalityRejected Refuse(ModalityEncoded encoded, string reason) => new()
    {
        ObservationId = encoded.ObservationId,
        TenantId = encoded.TenantId,
        Modality = encoded.Modality,
        Code = RejectionCode.Failed,
        Reason = reason,
    };

    private static bool IsWish(EncodedTensor wish) =>
        wish is { Rows: 1, Columns: MeaningSpace.Dimension, Data: { Length: WishBytes } data } && IsFinite(data.Span);

    /// <summary>Written so that what is not a number is none.</summary>
    private static bool IsDistribution(IReadOnlyList<float> values) =>
        values.Count == Sizes.Emotions && values.All(value => value >= 0) && Math.Abs(values.Sum() - 1) <= Tolerance;

    private static bool IsFinite(ReadOnlySpan<byte> data) => TensorPrimitives.IsFiniteAll<Half>(MemoryMarshal.Cast<byte, Half>(data));
}

using System.Runtime.InteropServices;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;

namespace Mmei.Fusion.Join;

/// <summary>The shape of a part. What does not have it is not held: fusion trusts nothing that comes over the bus, and its memory is bounded by it.</summary>
internal static class PartShape
{
    /// <summary>d, the width of the common space (eq. 1).</summary>
    public const int Width = 256;

    /// <summary>The most tokens one modality may have.</summary>
    public const int MaxTokens = 32;

    /// <summary>The most bytes of one part's tokens, in half precision.</summary>
    public const int MaxTokenBytes = MaxTokens * Width * sizeof(short);

    /// <summary>The most bytes of one part: its tokens, and a kilobyte for the rest.</summary>
    public const int MaxBytes = MaxTokenBytes + 1024;

    public static bool IsWellFormed(ModalityEncoded part) =>
        part.Tokens is { Rows: >= 1 and <= MaxTokens, Columns: Width, Data: var data }
        && data.Length == part.Tokens.Rows * Width * sizeof(short)
        && IsFinite(MemoryMarshal.Cast<byte, ushort>(data.Span));

    /// <summary>A part that is not the tensor it should be counts as one its encoder failed to make.</summary>
    public static ModalityRejected Refuse(ModalityEncoded part) => new()
    {
        ObservationId = part.ObservationId,
        TenantId = part.TenantId,
        Modality = part.Modality,
        Code = RejectionCode.Failed,
        Reason = "Its encoding is malformed.",
    };

    private static bool IsFinite(ReadOnlySpan<ushort> halves)
    {
        const ushort Exponent = 0x7C00;
        foreach (var half in halves)
        {
            if ((half & Exponent) == Exponent)
            {
                return false;
            }
        }

        return true;
    }
}

using System.Buffers;
using System.Runtime.InteropServices;
using Mmei.Contracts.V1;

namespace Mmei.Fusion.Join;

/// <summary>
/// Memory for the tokens of open joins. They live as long as the slowest encoder takes: the collector would move them, and put the next
/// into pages that were never touched; what lies here is used again. What is not given back is the collector's. Thread-safe.
/// </summary>
internal sealed class TokenPool(ArrayPool<byte> arrays)
{
    /// <summary>Arrays of a size that wait for the next tokens: for 10,000 observations with three modalities each.</summary>
    private const int MostArrays = 30_000;

    public TokenPool()
        : this(ArrayPool<byte>.Create(TokenShape.MaxBytes, MostArrays))
    {
    }

    /// <summary>The same modality, with tokens that are its own until it is released.</summary>
    public ModalityEncoded Keep(ModalityEncoded encoded)
    {
        var data = encoded.Tokens.Data;
        var kept = arrays.Rent(data.Length);
        data.CopyTo(kept);
        return encoded with { Tokens = encoded.Tokens with { Data = kept.AsMemory(0, data.Length) } };
    }

    /// <summary>Takes the memory of tokens back that were kept here. They must not be read, nor released again.</summary>
    public void Release(ModalityEncoded encoded)
    {
        if (MemoryMarshal.TryGetArray(encoded.Tokens.Data, out var kept))
        {
            arrays.Return(kept.Array!);
        }
    }
}

using System.Buffers;
using System.Runtime.InteropServices;
using Mmei.Contracts.V1;

namespace Mmei.Fusion.Join;

/// <summary>
/// Memory for the tokens of open joins. They live as long as the slowest encoder takes: the collector would move them, and put the next into pages that
/// were never touched; what lies here is used again. What is not given back is the collector's. Thread-safe.
/// </summary>
internal sealed class TokenPool(ArrayPool<byte> arrays)
{
    /// <summary>Memory of so many parts of a size waits for the next: of 10,000 observations with three each.</summary>
    private const int MostParts = 30_000;

    public TokenPool()
        : this(ArrayPool<byte>.Create(PartShape.MaxTokenBytes, MostParts))
    {
    }

    /// <summary>The same part, with tokens that are its own until it is released.</summary>
    public ModalityEncoded Keep(ModalityEncoded part)
    {
        var data = part.Tokens.Data;
        var kept = arrays.Rent(data.Length);
        data.CopyTo(kept);
        return part with { Tokens = part.Tokens with { Data = kept.AsMemory(0, data.Length) } };
    }

    /// <summary>Takes the memory of a part back that was kept here. It must not be read, nor released again.</summary>
    public void Release(ModalityEncoded part)
    {
        if (MemoryMarshal.TryGetArray(part.Tokens.Data, out var kept))
        {
            arrays.Return(kept.Array!);
        }
    }
}

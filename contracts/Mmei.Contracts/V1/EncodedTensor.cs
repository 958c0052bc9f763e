namespace Mmei.Contracts.V1;

/// <summary>A row-major matrix of IEEE 754 half-precision numbers, little-endian: 2 x Rows x Columns bytes.</summary>
public sealed record EncodedTensor
{
    public required int Rows { get; init; }

    public required int Columns { get; init; }

    public required ReadOnlyMemory<byte> Data { get; init; }
}

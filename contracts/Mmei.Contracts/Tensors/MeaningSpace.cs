namespace Mmei.Contracts.Tensors;

/// <summary>The space that wishes in words and the meanings of items lie in: the inner product of two says how near they are.</summary>
public static class MeaningSpace
{
    /// <summary>The length of every vector in it.</summary>
    public const int Dimension = 384;
}

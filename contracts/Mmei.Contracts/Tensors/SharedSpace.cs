namespace Mmei.Contracts.Tensors;

/// <summary>The space that tokens, fused states F and content vectors E_c lie in.</summary>
public static class SharedSpace
{
    /// <summary>d, the length of every vector in it.</summary>
    public const int Dimension = 256;
}

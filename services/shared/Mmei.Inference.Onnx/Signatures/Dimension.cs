namespace Mmei.Inference.Onnx.Signatures;

/// <summary>One dimension of a manifest's shape: a fixed size, or a symbol that has one size throughout a run.</summary>
/// <param name="Size">The size; 0 for a symbol.</param>
/// <param name="Symbol">Its place among the model's symbols; -1 for a fixed size.</param>
internal readonly record struct Dimension(int Size, int Symbol)
{
    public bool IsFixed => Symbol < 0;
}

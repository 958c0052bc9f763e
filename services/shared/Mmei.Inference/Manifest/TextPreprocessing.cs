namespace Mmei.Inference.Manifest;

/// <summary>BERT WordPiece with [CLS] and [SEP], cut at MaxTokens.</summary>
public sealed record TextPreprocessing : Preprocessing
{
    public required bool LowerCase { get; init; }

    public required int MaxTokens { get; init; }
}

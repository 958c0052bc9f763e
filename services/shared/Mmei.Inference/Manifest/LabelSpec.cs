namespace Mmei.Inference;

/// <summary>The order of a model's label outputs.</summary>
public sealed record LabelSpec
{
    public IReadOnlyList<string> Emotion { get; init; } = [];

    public IReadOnlyList<string> Intent { get; init; } = [];

    public IReadOnlyList<string> Modality { get; init; } = [];
}

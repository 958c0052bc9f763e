namespace Mmei.Inference;

/// <summary>The order of a model's label outputs; empty for a kind it has not.</summary>
public sealed record LabelSpec
{
    public IReadOnlyList<string> Emotion { get; init => field = value ?? field; } = [];

    public IReadOnlyList<string> Intent { get; init => field = value ?? field; } = [];

    public IReadOnlyList<string> Modality { get; init => field = value ?? field; } = [];
}

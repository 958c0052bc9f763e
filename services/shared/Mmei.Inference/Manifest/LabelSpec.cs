namespace Mmei.Inference.Manifest;

/// <summary>The order of a model's labels, in its inputs and outputs; empty for a kind it has not.</summary>
public sealed record LabelSpec
{
    public IReadOnlyList<string> Emotion { get; init => field = value ?? field; } = [];

    public IReadOnlyList<string> Intent { get; init => field = value ?? field; } = [];

    public IReadOnlyList<string> Modality { get; init => field = value ?? field; } = [];

    /// <summary>The signals beside face, voice and words that a fusion model takes.</summary>
    public IReadOnlyList<string> Signal { get; init => field = value ?? field; } = [];

    public IReadOnlyList<string> Device { get; init => field = value ?? field; } = [];

    public IReadOnlyList<string> Activity { get; init => field = value ?? field; } = [];
}

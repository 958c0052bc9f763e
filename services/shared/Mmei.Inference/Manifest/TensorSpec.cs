using System.Text.Json;

namespace Mmei.Inference.Manifest;

/// <summary>Name, element type and shape of a model's input or output.</summary>
public sealed record TensorSpec
{
    public required string Name { get; init; }

    /// <summary>float32 or int64.</summary>
    public required string Type { get; init; }

    /// <summary>A number is a fixed size, a string the name of a symbolic one.</summary>
    public required IReadOnlyList<JsonElement> Shape { get; init; }
}

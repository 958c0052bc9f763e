using System.Text.Json;

namespace Mmei.Inference.Manifest;

/// <summary>
/// What a model file is: shapes, preprocessing, labels, origin. Read from <c>manifest.json</c> beside the model.
/// </summary>
public sealed record ModelManifest
{
    public required int Schema { get; init; }

    public required string Name { get; init; }

    public required string Version { get; init; }

    public required ModelRole Role { get; init; }

    public required ModelFile Model { get; init; }

    // Here and below: the generated deserializer passes null for what a manifest leaves out.
    public IReadOnlyDictionary<string, ModelFile> Files { get; init => field = value ?? field; } = new Dictionary<string, ModelFile>();

    public required IReadOnlyList<TensorSpec> Inputs { get; init; }

    public required IReadOnlyList<TensorSpec> Outputs { get; init; }

    public required BatchingSpec Batching { get; init; }

    public Preprocessing? Preprocessing { get; init; }

    public LabelSpec Labels { get; init => field = value ?? field; } = new();

    /// <summary>Of a text model: the languages that it was measured on, as ISO 639-1.</summary>
    public IReadOnlyList<string> Languages { get; init => field = value ?? field; } = ["en"];

    /// <summary>Of a fusion model: the share, 0 to below 1, of what encoders read by themselves in the emotion answered.</summary>
    public double LateFusion { get; init; }

    /// <summary>Of a content model: the fusion models whose F its E_c was fitted to, as name@version; none where it does not say.</summary>
    public IReadOnlyList<string> FittedWith { get; init => field = value ?? field; } = [];

    public IReadOnlyDictionary<string, double> Metrics { get; init => field = value ?? field; } = new Dictionary<string, double>();

    /// <summary>The folder it was read from.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Folder { get; init; } = "";

    /// <summary>name@version: how results name the model.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Id => $"{Name}@{Version}";

    /// <summary>The preprocessing of a model that must have one of this kind.</summary>
    /// <exception cref="ModelLoadException">It has none, or one of another kind.</exception>
    public T PreprocessingAs<T>()
        where T : Preprocessing =>
        Preprocessing as T
        ?? throw new ModelLoadException($"{Id} has {Preprocessing?.GetType().Name ?? "no preprocessing"}; {typeof(T).Name} is needed.");

    /// <summary>Reads a manifest and verifies the SHA-256 of every file it names.</summary>
    /// <param name="folder">The folder that holds <c>manifest.json</c>.</param>
    /// <exception cref="ModelLoadException">The manifest is missing or malformed, or a file is missing or another.</exception>
    public static ModelManifest Load(string folder)
    {
        var path = Path.Combine(folder, "manifest.json");
        if (!File.Exists(path))
        {
            throw new ModelLoadException($"There is no model at '{folder}': manifest.json is missing.");
        }

        ModelManifest manifest;
        try
        {
            using var stream = File.OpenRead(path);
            manifest = JsonSerializer.Deserialize(stream, ManifestJson.Default.ModelManifest)
                ?? throw new ModelLoadException($"'{path}' is empty.");
        }
        catch (JsonException exception)
        {
            throw new ModelLoadException($"'{path}' is not a model manifest: {exception.Message}", exception);
        }

        if (manifest.Schema != 1)
        {
            throw new ModelLoadException($"'{path}' has schema {manifest.Schema}; this build reads schema 1.");
        }

        foreach (var file in manifest.Files.Values.Prepend(manifest.Model))
        {
            file.Verify(folder);
        }

        return manifest with { Folder = folder };
    }
}

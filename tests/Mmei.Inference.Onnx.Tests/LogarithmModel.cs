using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Mmei.Inference.Onnx.Tests;

/// <summary>
/// A model folder of its own for one test: Fixtures/logarithm.onnx (logarithms = log(values), next_ids = ids + 1) and a manifest.
/// </summary>
internal sealed class LogarithmModel : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("mmei-onnx-").FullName;

    public LogarithmModel()
    {
        Directory.CreateDirectory(Folder);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Fixtures", "logarithm.onnx"), ModelPath);
        Describe();
    }

    public string Root => _root;

    public string Folder => Path.Combine(_root, "logarithm", "1");

    public string ModelPath => Path.Combine(Folder, "model.onnx");

    public static void Fill(IModelBuffers buffers, params float[] values)
    {
        values.CopyTo(buffers.Floats("values", 1, values.Length));
        buffers.Integers("ids", 1)[0] = 41;
    }

    /// <summary>A run of one row, on buffers of its own.</summary>
    public static ModelOutputs Run(IModel model, params float[] values)
    {
        using var buffers = model.CreateBuffers();
        Fill(buffers, values);
        return buffers.Run();
    }

    /// <summary>Writes the manifest that describes the model, or one that <paramref name="change"/> made wrong.</summary>
    public void Describe(Action<JsonObject>? change = null)
    {
        var manifest = new JsonObject
        {
            ["schema"] = 1,
            ["name"] = "logarithm",
            ["version"] = "1",
            ["role"] = "text",
            ["model"] = new JsonObject
            {
                ["file"] = "model.onnx",
                ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(ModelPath))),
            },
            ["inputs"] = new JsonArray(Tensor("values", "float32", "batch", "length"), Tensor("ids", "int64", "batch")),
            ["outputs"] = new JsonArray(Tensor("logarithms", "float32", "batch", "length"), Tensor("next_ids", "int64", "batch")),
            ["batching"] = new JsonObject { ["equalLength"] = false, ["maxBatch"] = 8 },
        };
        change?.Invoke(manifest);
        File.WriteAllText(Path.Combine(Folder, "manifest.json"), manifest.ToJsonString());
    }

    /// <summary>Puts the same model beside it as another version.</summary>
    public void Copy(string version)
    {
        var copy = Path.Combine(_root, "logarithm", version);
        Directory.CreateDirectory(copy);
        File.Copy(ModelPath, Path.Combine(copy, "model.onnx"));
        File.WriteAllText(
            Path.Combine(copy, "manifest.json"),
            File.ReadAllText(Path.Combine(Folder, "manifest.json"))
                .Replace("\"version\":\"1\"", $"\"version\":\"{version}\"", StringComparison.Ordinal));
    }

    public static JsonObject Tensor(string name, string type, params JsonNode[] shape) =>
        new() { ["name"] = name, ["type"] = type, ["shape"] = new JsonArray(shape) };

    public void Dispose() => Directory.Delete(_root, recursive: true);
}

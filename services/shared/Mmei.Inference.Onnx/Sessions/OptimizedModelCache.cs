using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;
using Mmei.Inference.Manifest;

namespace Mmei.Inference.Onnx.Sessions;

/// <summary>
/// Graphs that ONNX Runtime has optimized for this machine. A file is named after the model's hash, the library's version and its own hash,
/// so a stale or damaged one is never taken.
/// </summary>
internal sealed class OptimizedModelCache(string folder)
{
    public InferenceSession Open(ModelManifest manifest, string path, SessionOptions options)
    {
        Directory.CreateDirectory(folder);
        var key = $"{manifest.Id}-{manifest.Model.Sha256[..16]}-{OrtEnv.Instance().GetVersionString()}";
        if (Find(key) is { } cached)
        {
            options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL;
            return new InferenceSession(cached, options);
        }

        var draft = Path.Combine(folder, $"{key}.{Path.GetRandomFileName()}.draft");
        options.OptimizedModelFilePath = draft;

        // It warns that the graph will fit this machine only, which is what the cache is for.
        options.LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR;
        var session = new InferenceSession(path, options);
        File.Move(draft, Path.Combine(folder, $"{key}.{HashOf(draft)}.onnx"), overwrite: true);
        return session;
    }

    private static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private string? Find(string key) =>
        Directory.EnumerateFiles(folder, $"{key}.*.onnx").FirstOrDefault(file => Path.GetFileName(file) == $"{key}.{HashOf(file)}.onnx");
}

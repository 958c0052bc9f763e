using System.Text.Json;
using Mmei.Inference;
using Mmei.Inference.Onnx;

namespace Mmei.Encoders.Tests;

/// <summary>The models of the repository, and what PyTorch answered them.</summary>
internal static class Artifacts
{
    private static readonly Dictionary<string, OnnxModel> Loaded = [];

    public static string Folder(string name) => Path.Combine(Root(AppContext.BaseDirectory), name, "1");

    /// <summary>The model itself; each is loaded once and lives as long as the tests.</summary>
    public static IModel Model(string name)
    {
        lock (Loaded)
        {
            return Loaded.TryGetValue(name, out var model) ? model : Loaded[name] = OnnxModel.Load(Folder(name));
        }
    }

    public static byte[] File(string name, string file) => System.IO.File.ReadAllBytes(Path.Combine(Folder(name), file));

    /// <summary>The cases that begin with a medium or a text.</summary>
    public static IEnumerable<Case> CasesWithSource(string name) => ParityOf(name).Cases.Where(c => c.Source is not null);

    /// <summary>How far an engine may be from what PyTorch answered.</summary>
    public static double Tolerance(string name, string output) => ParityOf(name).Tolerances?[output] ?? 0;

    private static Parity ParityOf(string name)
    {
        using var stream = System.IO.File.OpenRead(Path.Combine(Folder(name), "parity.json"));
        return JsonSerializer.Deserialize<Parity>(stream, JsonSerializerOptions.Web)
            ?? throw new InvalidDataException($"{name} has no parity cases.");
    }

    private static string Root(string from)
    {
        var folder = new DirectoryInfo(from);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "models", "artifacts")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.ShouldNotBeNull("these tests run within the repository").FullName, "models", "artifacts");
    }

    internal sealed record Parity(IReadOnlyList<Case> Cases, IReadOnlyDictionary<string, double>? Tolerances = null);

    /// <param name="Segments">Of a voice detector: the first sample of each stretch of speech, and the one behind it.</param>
    internal sealed record Case(string Name, Source? Source, IReadOnlyDictionary<string, Values> Outputs, int[][]? Segments = null);

    internal sealed record Source(string? File, string? Text);

    internal sealed record Values(int[] Shape, double[] Data);
}

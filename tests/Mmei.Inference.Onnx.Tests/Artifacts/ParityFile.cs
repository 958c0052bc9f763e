using System.Text.Json;

namespace Mmei.Inference.Onnx.Tests.Artifacts;

/// <summary>parity.json: inputs and what PyTorch made of them, and how far another engine may be from it, by output.</summary>
internal sealed record ParityFile(IReadOnlyList<ParityCase> Cases, IReadOnlyDictionary<string, double>? Tolerances = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public double Tolerance(string output) => Tolerances is null ? 1e-4 : Tolerances[output];

    public static ParityFile Read(string folder)
    {
        using var stream = File.OpenRead(Path.Combine(folder, "parity.json"));
        return JsonSerializer.Deserialize<ParityFile>(stream, Json)!;
    }
}

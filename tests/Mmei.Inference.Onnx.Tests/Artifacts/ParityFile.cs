using System.Text.Json;

namespace Mmei.Inference.Onnx.Tests.Artifacts;

/// <summary>parity.json: inputs and what PyTorch made of them, and how far another engine may be from it.</summary>
internal sealed record ParityFile(IReadOnlyList<ParityCase> Cases, double Tolerance = 1e-4)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static ParityFile Read(string folder)
    {
        using var stream = File.OpenRead(Path.Combine(folder, "parity.json"));
        return JsonSerializer.Deserialize<ParityFile>(stream, Json)!;
    }
}

using System.Text.Json;

namespace Mmei.Inference.Onnx.Tests.Artifacts;

/// <summary>parity.json: inputs and what PyTorch made of them.</summary>
internal sealed record ParityFile(IReadOnlyList<ParityCase> Cases)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static ParityFile Read(string folder)
    {
        using var stream = File.OpenRead(Path.Combine(folder, "parity.json"));
        return JsonSerializer.Deserialize<ParityFile>(stream, Json)!;
    }
}

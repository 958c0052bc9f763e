using Mmei.Inference.Manifest;

namespace Mmei.Inference.Onnx.Tests.Artifacts;

internal sealed record ParityCase(
    string Name, IReadOnlyDictionary<string, ParityTensor> Inputs, IReadOnlyDictionary<string, ParityTensor> Outputs)
{
    public int BatchSize => Inputs.Values.First().Shape[0];

    public HostTensor[] InputsOf(ModelManifest manifest) => [.. manifest.Inputs.Select(spec => Inputs[spec.Name].As(spec))];
}

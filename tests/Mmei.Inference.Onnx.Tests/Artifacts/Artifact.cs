using Mmei.Inference.Manifest;
using Mmei.Inference.Onnx.Loading;

namespace Mmei.Inference.Onnx.Tests.Artifacts;

/// <summary>The models of this repository.</summary>
internal static class Artifact
{
    private static readonly string Root = ModelRoot.Find(AppContext.BaseDirectory);

    public static TheoryData<string> All() =>
        [.. Directory.EnumerateFiles(Root, "manifest.json", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, Path.GetDirectoryName(path)!))
            .Order(StringComparer.Ordinal)];

    public static string Folder(string artifact) => Path.Combine(Root, artifact);

    /// <summary>A run on buffers of its own.</summary>
    public static ModelOutputs Run(IModel model, IEnumerable<HostTensor> inputs)
    {
        using var buffers = model.CreateBuffers();
        foreach (var input in inputs)
        {
            int[] shape = [.. input.Shape];
            if (input is Int64Tensor integers)
            {
                integers.Values.Span.CopyTo(buffers.Integers(input.Name, shape));
            }
            else
            {
                ((FloatTensor)input).Values.Span.CopyTo(buffers.Floats(input.Name, shape));
            }
        }

        return buffers.Run();
    }

    /// <summary>The largest distance between outputs, whole or of one row of a batch, as a multiple of what is tolerated.</summary>
    public static double Distance(
        ModelOutputs outputs, ModelManifest manifest, ParityFile file, Func<TensorSpec, double[]> expected, int? row = null) =>
        manifest.Outputs.Max(spec =>
        {
            var wanted = expected(spec);
            var actual = Values(outputs, spec);
            var offset = (row ?? 0) * wanted.Length;
            (row is null ? actual.Length : wanted.Length).ShouldBe(wanted.Length, $"{manifest.Id} {spec.Name}");
            return wanted.Select((value, i) => Math.Abs(value - actual[offset + i])).Max() / file.Tolerance(spec.Name);
        });

    public static double[] Values(ModelOutputs outputs, TensorSpec spec) => spec.Type == "int64"
        ? Array.ConvertAll(outputs.Integers(spec.Name).Values.ToArray(), value => (double)value)
        : Array.ConvertAll(outputs.Floats(spec.Name).Values.ToArray(), value => (double)value);
}

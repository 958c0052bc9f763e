using System.Text.Json.Nodes;

namespace Mmei.Inference.Onnx.Tests;

public sealed class When_outputs_are_half_precision : IDisposable
{
    private readonly LogarithmModel _folder = new();

    public When_outputs_are_half_precision()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Fixtures", "logarithm-half.onnx"), _folder.ModelPath, overwrite: true);
        _folder.Describe(manifest =>
        {
            manifest["inputs"] = new JsonArray(LogarithmModel.Tensor("values", "float32", "batch", "length"));
            manifest["outputs"] = new JsonArray(LogarithmModel.Tensor("logarithms", "float16", "batch", "length"));
        });
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Should_show_them_as_they_are()
    {
        using var model = OnnxModel.Load(_folder.Folder);
        using var buffers = model.CreateBuffers();
        buffers.Floats("values", 1, 1)[0] = MathF.E;

        var outputs = buffers.Run();

        outputs["logarithms"].ShouldBeOfType<HalfTensor>().Values.ToArray().ShouldBe([(Half)1]);
    }

    [Fact]
    public void Should_refuse_one_that_is_not_finite()
    {
        using var model = OnnxModel.Load(_folder.Folder);
        using var buffers = model.CreateBuffers();
        buffers.Floats("values", 1, 1)[0] = 0;

        Should.Throw<ModelOutputException>(() => buffers.Run());
    }
}

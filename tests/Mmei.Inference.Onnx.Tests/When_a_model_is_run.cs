namespace Mmei.Inference.Onnx.Tests;

public sealed class When_a_model_is_run : IDisposable
{
    private readonly LogarithmModel _folder = new();
    private readonly OnnxModel _model;

    public When_a_model_is_run() => _model = OnnxModel.Load(_folder.Folder);

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Should_give_outputs_by_name_with_their_shapes()
    {
        var outputs = LogarithmModel.Run(_model, 1f, MathF.E);

        outputs.Floats("logarithms").Values.ToArray().ShouldBe([0f, 1f], 1e-6);
        outputs.Floats("logarithms").Shape.ShouldBe([1, 2]);
        outputs.Integers("next_ids").Values.ToArray().ShouldBe([42L]);
    }

    [Fact]
    public void Should_bind_inputs_by_name_whatever_their_order()
    {
        using var buffers = _model.CreateBuffers();
        buffers.Integers("ids", 1)[0] = 41;
        buffers.Floats("values", 1, 1)[0] = 1;

        buffers.Run().Floats("logarithms").Values.ToArray().ShouldBe([0f]);
    }

    [Fact]
    public void Should_keep_runs_of_many_threads_apart() =>
        Parallel.For(1, 1_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            LogarithmModel.Run(_model, i, i).Floats("logarithms").Values.ToArray().ShouldBe([MathF.Log(i), MathF.Log(i)], 1e-5));

    [Fact]
    public void Should_run_with_a_token_that_is_never_cancelled()
    {
        using var source = new CancellationTokenSource();
        using var buffers = _model.CreateBuffers();
        LogarithmModel.Fill(buffers, 1f);

        buffers.Run(source.Token).Floats("logarithms").Values.ToArray().ShouldBe([0f]);
    }
}

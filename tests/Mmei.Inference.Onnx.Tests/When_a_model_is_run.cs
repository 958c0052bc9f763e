namespace Mmei.Inference.Onnx.Tests;

public sealed class When_a_model_is_run : IDisposable
{
    private readonly LogarithmModel folder = new();
    private readonly OnnxModel model;

    public When_a_model_is_run() => model = OnnxModel.Load(folder.Folder);

    public void Dispose()
    {
        model.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Should_give_outputs_by_name_with_their_shapes()
    {
        using var outputs = model.Run(LogarithmModel.Inputs(1f, MathF.E));

        outputs.Floats("logarithms").Values.ToArray().ShouldBe([0f, 1f], 1e-6);
        outputs.Floats("logarithms").Shape.ShouldBe([1, 2]);
        outputs.Integers("next_ids").Values.ToArray().ShouldBe([42L]);
    }

    [Fact]
    public void Should_bind_inputs_by_name_whatever_their_order()
    {
        using var outputs = model.Run([.. LogarithmModel.Inputs(1f).Reverse()]);

        outputs.Floats("logarithms").Values.ToArray().ShouldBe([0f]);
    }

    [Fact]
    public void Should_read_an_input_out_of_a_larger_buffer()
    {
        var buffer = new[] { -1f, -1f, 1f, 1f, -1f };

        using var outputs = model.Run([new FloatTensor("values", [2, 1], buffer.AsMemory(2, 2)), new Int64Tensor("ids", [2], new[] { 0L, 1L })]);

        outputs.Floats("logarithms").Values.ToArray().ShouldBe([0f, 0f]);
    }

    [Fact]
    public void Should_show_pinned_outputs_at_the_place_asked_for()
    {
        using var outputs = model.Run(LogarithmModel.Inputs(1f, MathF.E));
        using var pin = outputs.Floats("logarithms").Values[1..].Pin();

        unsafe
        {
            (*(float*)pin.Pointer).ShouldBe(1f, 1e-6f);
        }
    }

    [Fact]
    public void Should_refuse_to_show_outputs_that_were_disposed()
    {
        var outputs = model.Run(LogarithmModel.Inputs(1f));
        var logarithms = outputs.Floats("logarithms");

        outputs.Dispose();

        Should.Throw<ObjectDisposedException>(() => logarithms.Values.ToArray());
    }

    [Fact]
    public void Should_keep_runs_of_many_threads_apart() =>
        Parallel.For(1, 1_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            using var outputs = model.Run(LogarithmModel.Inputs(i, i));
            outputs.Floats("logarithms").Values.ToArray().ShouldBe([MathF.Log(i), MathF.Log(i)], 1e-5);
        });

    [Fact]
    public void Should_run_with_a_token_that_is_never_cancelled()
    {
        using var source = new CancellationTokenSource();

        using var outputs = model.Run(LogarithmModel.Inputs(1f), source.Token);

        outputs.Floats("logarithms").Values.ToArray().ShouldBe([0f]);
    }

    [Fact]
    public void Should_not_run_for_a_caller_that_has_gone() =>
        Should.Throw<OperationCanceledException>(() => model.Run(LogarithmModel.Inputs(1f), new CancellationToken(canceled: true)));

    [Fact]
    public void Should_bear_being_disposed_twice()
    {
        model.Dispose();
        model.Dispose();

        Should.Throw<ObjectDisposedException>(() => model.Run(LogarithmModel.Inputs(1f)));
    }
}

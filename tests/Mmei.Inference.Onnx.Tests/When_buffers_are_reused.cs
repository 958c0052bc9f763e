namespace Mmei.Inference.Onnx.Tests;

public sealed class When_buffers_are_reused : IDisposable
{
    private readonly LogarithmModel _folder = new();
    private readonly OnnxModel _model;
    private readonly IModelBuffers _buffers;

    public When_buffers_are_reused()
    {
        _model = OnnxModel.Load(_folder.Folder);
        _buffers = _model.CreateBuffers();
    }

    public void Dispose()
    {
        _buffers.Dispose();
        _model.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Should_give_what_a_run_of_its_own_gives()
    {
        Fill(1f, MathF.E);

        var outputs = _buffers.Run();

        outputs.Floats("logarithms").Values.ToArray().ShouldBe([0f, 1f], 1e-6);
        outputs.Floats("logarithms").Shape.ShouldBe([1, 2]);
        outputs.Integers("next_ids").Values.ToArray().ShouldBe([42L]);
    }

    [Fact]
    public void Should_take_another_shape_each_run()
    {
        foreach (var count in new[] { 3, 1, 500, 2, 3, 1_000 })
        {
            Fill([.. Enumerable.Repeat(MathF.E, count)]);

            var outputs = _buffers.Run();

            outputs.Floats("logarithms").Values.ToArray().ShouldBe(Enumerable.Repeat(1f, count), 1e-6);
        }
    }

    [Fact]
    public void Should_take_more_shapes_than_it_remembers()
    {
        for (var count = 1; count <= 600; count++)
        {
            Fill([.. Enumerable.Repeat(1f, count)]);

            var outputs = _buffers.Run();

            outputs.Floats("logarithms").Values.Length.ShouldBe(count);
        }
    }

    [Fact]
    public void Should_allocate_no_tensor()
    {
        for (var warm = 0; warm < 50; warm++)
        {
            RunLarge();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        RunLarge();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // Its tensors hold 800,000 bytes.
        allocated.ShouldBeLessThan(4_000);
    }

    [Fact]
    public void Should_refuse_and_count_what_is_not_a_number()
    {
        Fill(-1f);

        Should.Throw<ModelOutputException>(() => _buffers.Run())
            .Message.ShouldBe("logarithm@1: the output 'logarithms' holds NaN or infinity.");
    }

    [Fact]
    public void Should_run_again_after_a_refusal()
    {
        Fill(-1f);
        Should.Throw<ModelOutputException>(() => _buffers.Run());
        Fill(1f);

        _buffers.Run().Floats("logarithms").Values.ToArray().ShouldBe([0f]);
    }

    [Fact]
    public void Should_run_again_after_it_was_cancelled()
    {
        Fill(1f);
        using var gone = new CancellationTokenSource();
        gone.Cancel();
        Should.Throw<OperationCanceledException>(() => _buffers.Run(gone.Token));

        _buffers.Run().Floats("logarithms").Values.ToArray().ShouldBe([0f]);
    }

    [Fact]
    public void Should_name_an_input_that_was_not_filled()
    {
        _buffers.Floats("values", 1, 1)[0] = 1;

        Should.Throw<ModelInputException>(() => _buffers.Run()).Message.ShouldBe("logarithm@1: the input 'ids' is missing.");
    }

    [Fact]
    public void Should_name_an_input_of_another_batch()
    {
        _buffers.Floats("values", 1, 1)[0] = 1;
        _buffers.Integers("ids", 2).Clear();

        Should.Throw<ModelInputException>(() => _buffers.Run()).Message.ShouldStartWith("logarithm@1: the input 'ids' has shape [2]");
    }

    [Fact]
    public void Should_name_an_input_of_another_rank()
    {
        _buffers.Floats("values", 6);
        _buffers.Integers("ids", 1);

        Should.Throw<ModelInputException>(() => _buffers.Run())
            .Message.ShouldBe("logarithm@1: the input 'values' has shape [6], not [batch,length].");
    }

    [Fact]
    public void Should_name_an_input_of_another_type() =>
        Should.Throw<ModelInputException>(() => { _buffers.Floats("ids", 1); })
            .Message.ShouldBe("logarithm@1: the input 'ids' takes Int64, not Single.");

    [Fact]
    public void Should_name_an_input_that_is_not_there() =>
        Should.Throw<ModelInputException>(() => { _buffers.Floats("pixels", 1); })
            .Message.ShouldBe("logarithm@1: there is no input 'pixels'.");

    [Fact]
    public void Should_refuse_a_shape_of_nothing() => Should.Throw<ModelInputException>(() => { _buffers.Floats("values", 1, 0); });

    private void RunLarge()
    {
        _buffers.Floats("values", 1, 100_000).Fill(1);
        _buffers.Integers("ids", 1).Clear();
        _buffers.Run();
    }

    private void Fill(params float[] values) => LogarithmModel.Fill(_buffers, values);
}

namespace Mmei.Compat.OnnxRuntime.Tests;

public sealed class When_a_model_is_run : IDisposable
{
    private readonly InferenceSession session = new(Fixture.Affine);
    private readonly RunOptions options = new();

    public void Dispose()
    {
        session.Dispose();
        options.Dispose();
    }

    [Fact]
    public void Should_return_the_outputs_asked_for()
    {
        using var input = Fixture.Row(1, 2, 3, -4, 5, 6);

        using var outputs = session.Run(options, ["x"], [input], ["y"]);

        outputs.Count.ShouldBe(1);
        outputs[0].GetTensorDataAsSpan<float>().ToArray().ShouldBe([3, 5, 7, -7, 11, 13]);
        outputs[0].GetTensorTypeAndShape().Shape.ShouldBe([2, 3]);
        outputs[0].GetTensorTypeAndShape().ElementCount.ShouldBe(6);
    }

    [Fact]
    public void Should_take_inputs_as_a_dictionary()
    {
        using var input = Fixture.Row(1, 2, 3);

        using var outputs = session.Run(options, new Dictionary<string, OrtValue> { ["x"] = input }, session.OutputNames);

        outputs[0].GetTensorDataAsSpan<float>().ToArray().ShouldBe([3, 5, 7]);
    }

    [Fact]
    public void Should_write_into_outputs_over_managed_memory()
    {
        var result = new float[3];
        using var input = Fixture.Row(1, 2, 3);
        using var output = OrtValue.CreateTensorValueFromMemory(result, [1, 3]);

        session.Run(options, ["x"], [input], ["y"], [output]);

        result.ShouldBe([3, 5, 7]);
    }

    [Fact]
    public void Should_write_into_outputs_that_the_library_allocated()
    {
        using var input = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Float, [1, 3]);
        using var output = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Float, [1, 3]);
        new float[] { 1, 2, 3 }.CopyTo(input.GetTensorMutableDataAsSpan<float>());

        session.Run(options, ["x"], [input], ["y"], [output]);

        output.GetTensorDataAsSpan<float>().ToArray().ShouldBe([3, 5, 7]);
    }

    [Fact]
    public void Should_read_a_slice_of_larger_memory()
    {
        var pool = new float[] { 9, 9, 1, 2, 3, 9 };
        using var input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, pool.AsMemory(2, 3), [1, 3]);

        using var outputs = session.Run(options, ["x"], [input], ["y"]);

        outputs[0].GetTensorDataAsSpan<float>().ToArray().ShouldBe([3, 5, 7]);
    }

    [Fact]
    public unsafe void Should_read_memory_that_the_caller_pinned()
    {
        var data = GC.AllocateArray<float>(3, pinned: true);
        data[1] = 10;
        fixed (float* pointer = data)
        {
            using var input = OrtValue.CreateTensorValueWithData(
                OrtMemoryInfo.DefaultInstance, TensorElementType.Float, [1, 3], (nint)pointer, data.Length * sizeof(float));

            using var outputs = session.Run(options, ["x"], [input], ["y"]);

            outputs[0].GetTensorDataAsSpan<float>().ToArray().ShouldBe([1, 21, 1]);
        }
    }

    [Fact]
    public void Should_run_a_batch_of_none()
    {
        using var input = OrtValue.CreateTensorValueFromMemory(Array.Empty<float>(), [0, 3]);

        using var outputs = session.Run(options, ["x"], [input], ["y"]);

        outputs[0].GetTensorDataAsSpan<float>().Length.ShouldBe(0);
        outputs[0].GetTensorTypeAndShape().Shape.ShouldBe([0, 3]);
    }

    [Fact]
    public void Should_give_each_of_many_threads_its_own_result()
    {
        Parallel.For(0, 2_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            using var input = Fixture.Row(i, i + 1, i + 2);
            using var outputs = session.Run(options, ["x"], [input], ["y"]);
            outputs[0].GetTensorDataAsSpan<float>().ToArray().ShouldBe([(2 * i) + 1, (2 * i) + 3, (2 * i) + 5]);
        });
    }

    [Fact]
    public void Should_load_the_model_from_bytes()
    {
        using var fromBytes = new InferenceSession(File.ReadAllBytes(Fixture.Affine));
        using var input = Fixture.Row(1, 2, 3);

        using var outputs = fromBytes.Run(options, ["x"], [input], ["y"]);

        outputs[0].GetTensorDataAsSpan<float>().ToArray().ShouldBe([3, 5, 7]);
    }
}

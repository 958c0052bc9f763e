namespace Mmei.Compat.OnnxRuntime.Tests;

public sealed class When_a_run_is_wrong : IDisposable
{
    private readonly InferenceSession session = new(Fixture.Affine);
    private readonly RunOptions options = new();
    private readonly OrtValue input = Fixture.Row(1, 2, 3);

    public void Dispose()
    {
        session.Dispose();
        options.Dispose();
        input.Dispose();
    }

    [Fact]
    public void Should_name_an_unknown_input() =>
        Should.Throw<OnnxRuntimeException>(() => session.Run(options, ["z"], [input], ["y"]))
            .Message.ShouldBe("[ErrorCode:InvalidArgument] Input name: 'z' is not in the metadata");

    [Fact]
    public void Should_name_an_unknown_output() =>
        Should.Throw<OnnxRuntimeException>(() => session.Run(options, ["x"], [input], ["z"]))
            .Message.ShouldBe("[ErrorCode:InvalidArgument] Output name: 'z' is not in the metadata");

    [Fact]
    public void Should_refuse_a_missing_input() =>
        Should.Throw<OnnxRuntimeException>(() => session.Run(options, [], [], ["y"])).Message.ShouldContain("Missing Input: x");

    [Fact]
    public void Should_refuse_another_element_type()
    {
        using var integers = OrtValue.CreateTensorValueFromMemory(new long[3], [1, 3]);

        Should.Throw<OnnxRuntimeException>(() => session.Run(options, ["x"], [integers], ["y"])).Message.ShouldContain("Unexpected input data type");
    }

    [Fact]
    public void Should_refuse_another_shape()
    {
        using var wide = OrtValue.CreateTensorValueFromMemory(new float[4], [1, 4]);

        Should.Throw<OnnxRuntimeException>(() => session.Run(options, ["x"], [wide], ["y"])).Message.ShouldContain("Got invalid dimensions for input: x");
    }

    [Fact]
    public void Should_refuse_a_prepared_output_of_another_shape()
    {
        using var small = OrtValue.CreateTensorValueFromMemory(new float[2], [1, 2]);

        Should.Throw<OnnxRuntimeException>(() => session.Run(options, ["x"], [input], ["y"], [small])).Message.ShouldStartWith("[ErrorCode:");
    }

    [Fact]
    public void Should_refuse_names_without_values() =>
        Should.Throw<ArgumentException>(() => session.Run(options, ["x"], [], ["y"]))
            .Message.ShouldBe("Length of inputNames (1) must match that of inputValues (0).");

    [Fact]
    public void Should_refuse_memory_shorter_than_its_shape() =>
        Should.Throw<OnnxRuntimeException>(() => OrtValue.CreateTensorValueFromMemory(new float[5], [2, 3]))
            .Message.ShouldContain("5 elements is less than shape size: 6 elements");

    [Fact]
    public void Should_refuse_elements_that_no_tensor_has() =>
        Should.Throw<OnnxRuntimeException>(() => OrtValue.CreateTensorValueFromMemory(new Guid[1], [1])).Message.ShouldContain("System.Guid");

    [Fact]
    public void Should_refuse_a_value_that_was_disposed()
    {
        var disposed = Fixture.Row(1, 2, 3);
        disposed.Dispose();

        Should.Throw<ObjectDisposedException>(() => session.Run(options, ["x"], [disposed], ["y"]));
        Should.Throw<ObjectDisposedException>(() => disposed.GetTensorDataAsSpan<float>().Length);
    }

    [Fact]
    public void Should_say_that_a_file_is_missing() =>
        Should.Throw<OnnxRuntimeException>(() => new InferenceSession("/nowhere/model.onnx")).Message.ShouldStartWith("[ErrorCode:NoSuchFile]");

    [Fact]
    public void Should_say_that_bytes_are_no_model() =>
        Should.Throw<OnnxRuntimeException>(() => new InferenceSession([1, 2, 3])).Message.ShouldStartWith("[ErrorCode:InvalidProtobuf]");
}

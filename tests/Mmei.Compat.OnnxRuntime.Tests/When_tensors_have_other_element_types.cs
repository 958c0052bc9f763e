namespace Mmei.Compat.OnnxRuntime.Tests;

public sealed class When_tensors_have_other_element_types : IDisposable
{
    private readonly InferenceSession session = new(Fixture.ElementTypes);
    private readonly RunOptions options = new();
    private readonly OrtValue half = OrtValue.CreateTensorValueFromMemory(new[] { (Float16)1.5f, (Float16)(-0.25f) }, [2]);
    private readonly OrtValue integer = OrtValue.CreateTensorValueFromMemory(new[] { long.MaxValue - 1, -1L }, [2]);
    private readonly OrtValue flag = OrtValue.CreateTensorValueFromMemory(new[] { true, false }, [2]);

    public void Dispose()
    {
        session.Dispose();
        options.Dispose();
        half.Dispose();
        integer.Dispose();
        flag.Dispose();
    }

    [Fact]
    public void Should_read_halves()
    {
        using var outputs = Run("half_as_float", "half_again");

        outputs[0].GetTensorDataAsSpan<float>().ToArray().ShouldBe([1.5f, -0.25f]);
        outputs[1].GetTensorDataAsSpan<Float16>().ToArray().ShouldBe([(Float16)1.5f, (Float16)(-0.25f)]);
    }

    [Fact]
    public void Should_read_integers_of_64_bits()
    {
        using var outputs = Run("next_integer");

        outputs[0].GetTensorDataAsSpan<long>().ToArray().ShouldBe([long.MaxValue, 0]);
    }

    [Fact]
    public void Should_read_booleans()
    {
        using var outputs = Run("opposite");

        outputs[0].GetTensorDataAsSpan<bool>().ToArray().ShouldBe([false, true]);
    }

    [Theory]
    [InlineData("half", TensorElementType.Float16, typeof(Float16))]
    [InlineData("integer", TensorElementType.Int64, typeof(long))]
    [InlineData("flag", TensorElementType.Bool, typeof(bool))]
    public void Should_say_the_type_of_an_input(string name, TensorElementType element, Type type)
    {
        session.InputMetadata[name].ElementDataType.ShouldBe(element);
        session.InputMetadata[name].ElementType.ShouldBe(type);
    }

    [Fact]
    public void Should_refuse_to_show_a_tensor_as_another_type()
    {
        using var outputs = Run("next_integer");

        var exception = Should.Throw<OnnxRuntimeException>(() => outputs[0].GetTensorDataAsSpan<float>().Length);

        exception.Message.ShouldBe("[ErrorCode:InvalidArgument] Requested type: System.Single does not match the actual type: System.Int64");
    }

    private IDisposableReadOnlyCollection<OrtValue> Run(params string[] outputs) =>
        session.Run(options, ["half", "integer", "flag"], [half, integer, flag], outputs);
}

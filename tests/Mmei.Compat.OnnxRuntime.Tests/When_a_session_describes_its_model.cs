namespace Mmei.Compat.OnnxRuntime.Tests;

public sealed class When_a_session_describes_its_model : IDisposable
{
    private readonly InferenceSession session = new(Fixture.Affine);

    public void Dispose() => session.Dispose();

    [Fact]
    public void Should_name_inputs_and_outputs_in_order()
    {
        session.InputNames.ShouldBe(["x"]);
        session.OutputNames.ShouldBe(["y"]);
    }

    [Fact]
    public void Should_give_symbolic_dimensions_by_name()
    {
        var input = session.InputMetadata["x"];

        input.IsTensor.ShouldBeTrue();
        input.ElementDataType.ShouldBe(TensorElementType.Float);
        input.Dimensions.ShouldBe([-1, 3]);
        input.SymbolicDimensions.ShouldBe(["batch", ""]);
    }

    [Fact]
    public void Should_give_what_the_file_says_of_itself()
    {
        var metadata = session.ModelMetadata;

        metadata.ProducerName.ShouldBe("mmei fixtures");
        metadata.GraphName.ShouldBe("affine");
        metadata.Domain.ShouldBe("mmei.test");
        metadata.Description.ShouldBe("an affine map");
        metadata.GraphDescription.ShouldBe("doubles and adds one");
        metadata.Version.ShouldBe(7);
        metadata.CustomMetadataMap.ShouldBe(new Dictionary<string, string> { ["purpose"] = "test" });
    }
}

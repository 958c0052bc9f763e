namespace Mmei.Inference.Onnx.Tests;

public sealed class When_inputs_are_wrong : IDisposable
{
    private readonly LogarithmModel folder = new();
    private readonly OnnxModel model;
    private readonly FloatTensor values = new("values", [2, 3], new float[6]);
    private readonly Int64Tensor ids = new("ids", [2], new long[2]);

    public When_inputs_are_wrong() => model = OnnxModel.Load(folder.Folder);

    public void Dispose()
    {
        model.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Should_name_the_one_that_is_missing() => Refusal(values).ShouldBe("logarithm@1: the input 'ids' is missing.");

    [Fact]
    public void Should_name_the_one_that_is_unknown() =>
        Refusal(values, ids, new FloatTensor("more", [1], new float[1])).ShouldBe("logarithm@1: there is no input 'more'.");

    [Fact]
    public void Should_name_the_one_that_is_given_twice() => Refusal(values, ids, ids).ShouldBe("logarithm@1: the input 'ids' is given twice.");

    [Fact]
    public void Should_name_the_one_of_another_type() =>
        Refusal(values, new FloatTensor("ids", [2], new float[2])).ShouldBe("logarithm@1: the input 'ids' is a FloatTensor, the model takes Int64.");

    [Fact]
    public void Should_name_the_one_of_another_rank() =>
        Refusal(new FloatTensor("values", [6], new float[6]), ids).ShouldBe("logarithm@1: the input 'values' has shape [6], not [batch,length].");

    [Fact]
    public void Should_name_the_dimension_that_two_inputs_disagree_on() =>
        Refusal(values, new Int64Tensor("ids", [3], new long[3])).ShouldBe("logarithm@1: the input 'ids' has shape [3], not [batch] with batch = 2.");

    [Fact]
    public void Should_refuse_an_empty_batch() =>
        Refusal(new FloatTensor("values", [0, 3], Memory<float>.Empty), ids)
            .ShouldBe("logarithm@1: the input 'values' has shape [0,3]; a dimension is at least 1.");

    [Fact]
    public void Should_refuse_memory_that_is_not_the_shape() =>
        Refusal(new FloatTensor("values", [2, 3], new float[7]), ids)
            .ShouldBe("logarithm@1: the input 'values' has 7 values, its shape [2,3] needs 6.");

    private string Refusal(params HostTensor[] inputs) => Should.Throw<ModelInputException>(() => model.Run(inputs)).Message;
}

using Mmei.Contracts.Tensors;
using Mmei.Encoders.Models;
using Mmei.Inference;

namespace Mmei.Encoders.Tests;

public sealed class When_model_outputs_are_packed
{
    [Fact]
    public void Should_keep_the_valid_tokens_of_each_input()
    {
        var outputs = Outputs([2, 2, 2], [1, 2, 0, 0, 3, 4, 5, 6], [1, 2]);

        TensorCodec.Unpack(TokenOutputs.Pack(outputs, 0, 2)).ShouldBe([1, 2]);
        var packed = TokenOutputs.Pack(outputs, 1, 2);
        TensorCodec.Unpack(packed).ShouldBe([3, 4, 5, 6]);
        packed.Rows.ShouldBe(2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-1)]
    public void Should_refuse_a_count_that_cannot_be(long count)
    {
        var outputs = Outputs([1, 2, 2], [1, 2, 3, 4], [count]);

        Should.Throw<ModelOutputException>(() => TokenOutputs.Pack(outputs, 0, 1));
    }

    [Fact]
    public void Should_refuse_the_outputs_of_another_batch()
    {
        var outputs = Outputs([1, 2, 2], [1, 2, 3, 4], [1]);

        Should.Throw<ModelOutputException>(() => TokenOutputs.Pack(outputs, 0, 2));
    }

    [Fact]
    public void Should_take_half_precision_as_it_is()
    {
        var outputs = new ModelOutputs(
            [new HalfTensor("tokens", [1, 1, 2], new[] { (Half)1.5, (Half)(-2) }), new Int64Tensor("token_counts", [1], new[] { 1L })]);

        TensorCodec.Unpack(TokenOutputs.Pack(outputs, 0, 1)).ShouldBe([1.5f, -2]);
    }

    [Fact]
    public void Should_average_the_tokens_of_several_items()
    {
        var mean = TokenOutputs.Mean([TensorCodec.Pack([1f, 2f, 3f, 4f], 2, 2), TensorCodec.Pack([3f, 4f], 1, 2)]);

        mean.Rows.ShouldBe(2);
        TensorCodec.Unpack(mean).ShouldBe([2, 3, 3, 4]);
    }

    private static ModelOutputs Outputs(int[] shape, float[] tokens, long[] counts) =>
        new([new FloatTensor("tokens", shape, tokens), new Int64Tensor("token_counts", [counts.Length], counts)]);
}

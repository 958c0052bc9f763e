using Mmei.Contracts;
using Mmei.Inference;

namespace Mmei.Encoders.Tests;

public sealed class When_model_outputs_are_packed
{
    [Fact]
    public void Should_keep_the_valid_tokens_of_each_input()
    {
        using var outputs = Outputs([2, 2, 2], [1, 2, 0, 0, 3, 4, 5, 6], [1, 2]);

        var packed = TokenOutputs.Pack(outputs, 2);

        TensorCodec.Unpack(packed[0]).ShouldBe([1, 2]);
        TensorCodec.Unpack(packed[1]).ShouldBe([3, 4, 5, 6]);
        packed[1].Rows.ShouldBe(2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-1)]
    public void Should_refuse_a_count_that_cannot_be(long count)
    {
        using var outputs = Outputs([1, 2, 2], [1, 2, 3, 4], [count]);

        Should.Throw<ModelOutputException>(() => TokenOutputs.Pack(outputs, 1));
    }

    [Fact]
    public void Should_refuse_the_outputs_of_another_batch()
    {
        using var outputs = Outputs([1, 2, 2], [1, 2, 3, 4], [1]);

        Should.Throw<ModelOutputException>(() => TokenOutputs.Pack(outputs, 2));
    }

    private static ModelOutputs Outputs(int[] shape, float[] tokens, long[] counts) =>
        new([new FloatTensor("tokens", shape, tokens), new Int64Tensor("token_counts", [counts.Length], counts)]);
}

namespace Mmei.Ranking.Tests;

public sealed class When_vectors_are_multiplied
{
    [Fact]
    public void Should_give_the_dot_product() =>
        ((double)DeterministicDot.Of(Vectors.Random(1), Vectors.Random(2))).ShouldBe(
            Vectors.Random(1).Zip(Vectors.Random(2), (a, b) => (double)a * b).Sum(), 1e-6);

    [Fact]
    public void Should_sum_in_one_documented_order()
    {
        // The order as plain arithmetic: any machine must give these bits.
        var (left, right) = (Vectors.Random(3), Vectors.Random(4));
        var lanes = new float[4, 8];
        for (var i = 0; i < left.Length; i++)
        {
            var product = left[i] * right[i];
            lanes[i / 8 % 4, i % 8] += product;
        }

        var sums = Enumerable.Range(0, 8).Select(lane => lanes[0, lane] + lanes[1, lane] + (lanes[2, lane] + lanes[3, lane])).ToArray();
        var half = Enumerable.Range(0, 4).Select(lane => sums[lane] + sums[lane + 4]).ToArray();

        DeterministicDot.Of(left, right).ShouldBe(half[0] + half[1] + (half[2] + half[3]));
    }

    [Fact]
    public void Should_refuse_vectors_that_do_not_fit() =>
        Should.Throw<ArgumentException>(() => DeterministicDot.Of(new float[32], new float[64]));
}

using System.Text.Json;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;

namespace Mmei.Contracts.Tests;

public sealed class When_a_tensor_travels
{
    [Fact]
    public void Should_come_back_within_half_precision()
    {
        var random = new Random(1);
        var values = Enumerable.Range(0, 32 * 256).Select(_ => (float)(random.NextDouble() * 20 - 10)).ToArray();

        var back = TensorCodec.Unpack(TensorCodec.Pack(values, 32, 256));

        for (var i = 0; i < values.Length; i++)
        {
            Math.Abs(back[i] - values[i]).ShouldBeLessThanOrEqualTo(Math.Abs(values[i]) / 2048 + 6e-8f);
        }
    }

    [Fact]
    public void Should_be_little_endian_on_the_wire() =>
        TensorCodec.Pack([1f, -2f], 1, 2).Data.ToArray().ShouldBe([0x00, 0x3c, 0x00, 0xc0]);

    [Fact]
    public void Should_be_base64_in_JSON() =>
        JsonSerializer.Serialize(TensorCodec.Pack([1f, -2f], 1, 2), JsonSerializerOptions.Web).ShouldBe(
            """{"rows":1,"columns":2,"data":"ADwAwA=="}""");

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(70_000f)]
    public void Should_refuse_what_half_precision_cannot_hold(float value) =>
        Should.Throw<TensorFormatException>(() => TensorCodec.Pack([1f, value], 1, 2)).Message.ShouldContain("Value 1");

    [Fact]
    public void Should_refuse_values_that_do_not_fill_the_shape() =>
        Should.Throw<ArgumentException>(() => TensorCodec.Pack([1f, 2f, 3f], 2, 2));

    [Theory]
    [InlineData(2, 2, 6)]
    [InlineData(-1, -2, 4)]
    [InlineData(int.MaxValue, int.MaxValue, 2)]
    public void Should_refuse_bytes_that_do_not_fill_the_shape(int rows, int columns, int bytes) =>
        Should.Throw<TensorFormatException>(() =>
            TensorCodec.Unpack(new EncodedTensor { Rows = rows, Columns = columns, Data = new byte[bytes] }));

    [Fact]
    public void Should_refuse_a_not_a_number_on_the_wire() =>
        Should.Throw<TensorFormatException>(() =>
            TensorCodec.Unpack(
                new EncodedTensor { Rows = 1, Columns = 1, Data = new byte[] { 0x00, 0x7e } })).Message.ShouldContain("not finite");
}

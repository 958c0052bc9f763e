namespace Mmei.Compat.OnnxRuntime.Tests;

public sealed class When_halves_are_converted
{
    [Theory]
    [InlineData(1f, 0x3C00)]
    [InlineData(-2f, 0xC000)]
    [InlineData(65504f, 0x7BFF)]
    [InlineData(1e6f, 0x7C00)]
    public void Should_use_the_bits_of_IEEE_half(float value, int bits) => ((Float16)value).value.ShouldBe((ushort)bits);

    [Theory]
    [InlineData(1f, 0x3F80)]
    [InlineData(-2f, 0xC000)]
    [InlineData(1.00390625f, 0x3F80)] // Halfway between 0x3F80 and 0x3F81: to even.
    [InlineData(1.01171875f, 0x3F82)] // Halfway between 0x3F81 and 0x3F82: to even.
    public void Should_round_bfloat_to_nearest_even(float value, int bits) => ((BFloat16)value).value.ShouldBe((ushort)bits);

    [Fact]
    public void Should_keep_what_is_not_a_number()
    {
        float.IsNaN((Float16)float.NaN == (Float16)float.NaN ? 0 : float.NaN).ShouldBeTrue();
        float.IsNaN((float)(Float16)float.NaN).ShouldBeTrue();
        float.IsNaN((float)(BFloat16)float.NaN).ShouldBeTrue();
    }
}

using Qdrant.Client.Transport;

namespace Mmei.Compat.Qdrant.Tests;

public sealed class When_a_timeout_is_formatted
{
    [Theory]
    [InlineData(0.2, "1m")]
    [InlineData(1500, "1500m")]
    [InlineData(1500.4, "1501m")]
    [InlineData(99_999_999, "99999999m")]
    [InlineData(100_000_000, "100000S")]
    [InlineData(1e14, "99999999S")]
    public void Should_round_up_and_keep_to_eight_digits(double milliseconds, string expected) =>
        GrpcTimeout.Format(TimeSpan.FromMilliseconds(milliseconds)).ShouldBe(expected);
}

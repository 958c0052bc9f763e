namespace Mmei.Gateway.Tests;

public sealed class When_limits_are_read
{
    [Fact]
    public async Task Should_publish_those_in_force()
    {
        await using var app = await GatewayApp.StartAsync(
            ("Gateway:Limits:ImageBytes", "1234"), ("Gateway:Limits:ImageTypes:0", "Jpeg"), ("Feedback:RewardWindow", "00:00:03"));

        var limits = (await app.Anonymous.ReadAsync("/v1/limits")).Json;

        limits.GetProperty("imageBytes").GetInt32().ShouldBe(1234);
        limits.GetProperty("imageTypes").EnumerateArray().Select(type => type.GetString()).ShouldBe(["image/jpeg"]);
        limits.GetProperty("audioTypes").EnumerateArray().Select(type => type.GetString()).ShouldContain("audio/wav");
        limits.GetProperty("maxK").GetInt32().ShouldBe(100);
        limits.GetProperty("itemsPerRequest").GetInt32().ShouldBe(200);
        limits.GetProperty("minDeadlineMs").GetInt32().ShouldBe(100);
        limits.GetProperty("maxDeadlineMs").GetInt32().ShouldBe(10_000);
        limits.GetProperty("rewardWindowSeconds").GetInt32().ShouldBe(3);
    }
}

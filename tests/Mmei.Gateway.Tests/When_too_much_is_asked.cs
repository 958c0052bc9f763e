namespace Mmei.Gateway.Tests;

public sealed class When_too_much_is_asked
{
    private const string Request = """{ "text": "hi" }""";

    [Fact]
    public async Task Should_refuse_an_observation_beyond_those_that_fit()
    {
        await using var app = await GatewayApp.StartAsync(("Gateway:RateLimits:ConcurrentObservations", "1"));
        var opened = new TaskCompletionSource<Contracts.V1.OpenObservation>(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Platform.Reply = ticket =>
        {
            opened.SetResult(ticket);
            return null;
        };
        var first = app.ObserveAsync(Request);
        var ticket = await opened.Task.WaitAsync(TestContext.Current.CancellationToken);

        var second = await app.ObserveAsync(Request);
        await app.ReplyAsync(Answers.Recommend(ticket));

        second.Status.ShouldBe(503);
        second.ProblemType.ShouldBe("unavailable");
        second.RetryAfter.ShouldBe(TimeSpan.FromSeconds(1));
        (await first).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Should_refuse_calls_of_a_key_that_makes_too_many()
    {
        await using var app = await GatewayApp.StartAsync(("Gateway:RateLimits:Burst", "2"), ("Gateway:RateLimits:RequestsPerSecond", "1"));

        // A slow machine may win tokens back meanwhile, so calls go on until one is refused.
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.ObserveAsync(Request)));

        var refused = answers.Where(answer => answer.Status != 200).ToArray();
        refused.ShouldNotBeEmpty();
        refused.ShouldAllBe(
            answer => answer.Status == 429 && answer.ProblemType == "overloaded" && answer.RetryAfter >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Should_count_the_calls_of_each_key_by_themselves()
    {
        await using var app = await GatewayApp.StartAsync(("Gateway:RateLimits:Burst", "1"), ("Gateway:RateLimits:RequestsPerSecond", "1"));
        await app.ObserveAsync(Request);
        app.Anonymous.DefaultRequestHeaders.Add("X-Api-Key", GatewayApp.OtherKey);
        using var body = new StringContent(Request, null, "application/json");

        var other = await Answer.ReadAsync(await app.Anonymous.PostAsync("/v1/observations", body, TestContext.Current.CancellationToken));

        other.Status.ShouldBe(200);
    }
}

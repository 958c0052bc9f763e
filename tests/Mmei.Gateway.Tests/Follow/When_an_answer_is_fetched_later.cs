using Mmei.Contracts.Taxonomy;

namespace Mmei.Gateway.Tests.Follow;

public sealed class When_an_answer_is_fetched_later : IAsyncLifetime
{
    private GatewayApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await GatewayApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("respond-async")]
    [InlineData("handling=strict, Respond-Async; wait=10")]
    public async Task Should_say_at_once_where_it_will_be(string prefer)
    {
        var held = _app.HoldAnswers();

        var (answer, location, applied) = await _app.ObserveLaterAsync(prefer: prefer);

        (answer.Status, applied).ShouldBe((202, "respond-async"));
        location!.OriginalString.ShouldBe($"/v1/observations/{answer.Json.GetProperty("observationId").GetGuid()}");
        (await _app.Client.ReadAsync(location.OriginalString)).Status.ShouldBe(202);
        await _app.ReplyAsync(Answers.Recommend(await held));
        (await _app.WhenAnsweredAsync(location)).Json.GetProperty("observationId").GetGuid().ShouldBe((await held).ObservationId);
    }

    [Fact]
    public async Task Should_wait_where_nothing_else_is_preferred() =>
        (await _app.ObserveLaterAsync(prefer: "return=minimal")).Answer.Status.ShouldBe(200);

    [Fact]
    public async Task Should_give_the_answer_as_often_as_it_is_asked_for()
    {
        var (_, location, _) = await _app.ObserveLaterAsync();

        var first = await _app.WhenAnsweredAsync(location!);
        var second = await _app.Client.ReadAsync(location!.OriginalString);

        (first.Status, second.Status).ShouldBe((200, 200));
        second.Json.GetRawText().ShouldBe(first.Json.GetRawText());
    }

    [Fact]
    public async Task Should_fail_as_it_would_have_for_one_who_waited()
    {
        _app.Platform.Reply = ticket => Answers.Fail(ticket, ModalityStatus.Rejected, "is noise", RejectionCode.NoSpeech);

        var (answer, location, _) = await _app.ObserveLaterAsync();

        answer.Status.ShouldBe(202);
        var failed = await _app.WhenAnsweredAsync(location!);
        (failed.Status, failed.ProblemType).ShouldBe((422, "unprocessable"));
        failed.Error("text").ShouldBe("is noise");
    }

    [Theory]
    [InlineData("{}", 400)]
    [InlineData("""{ "text": "hi", "consent": { "text": false } }""", 422)]
    public async Task Should_refuse_at_once_what_cannot_be_observed(string json, int status)
    {
        var (answer, location, _) = await _app.ObserveLaterAsync(json);

        answer.Status.ShouldBe(status);
        location.ShouldBeNull();
    }

    [Fact]
    public async Task Should_refuse_at_once_beyond_those_that_fit()
    {
        await using var app = await GatewayApp.StartAsync(("Gateway:RateLimits:ConcurrentObservations", "1"));
        var held = app.HoldAnswers();
        var (_, location, _) = await app.ObserveLaterAsync();

        var second = (await app.ObserveLaterAsync()).Answer;

        (second.Status, second.ProblemType).ShouldBe((503, "unavailable"));
        await app.ReplyAsync(Answers.Recommend(await held));
        await app.WhenAnsweredAsync(location!);
    }

    [Fact]
    public async Task Should_keep_it_from_other_tenants()
    {
        var (_, location, _) = await _app.ObserveLaterAsync();
        await _app.WhenAnsweredAsync(location!);
        _app.Anonymous.DefaultRequestHeaders.Add("X-Api-Key", GatewayApp.OtherKey);

        (await _app.Anonymous.ReadAsync(location!.OriginalString)).Status.ShouldBe(404);
        (await _app.Anonymous.ReadAsync(location.OriginalString + "/events")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Should_forget_the_oldest_where_there_are_too_many()
    {
        await using var app = await GatewayApp.StartAsync(("Gateway:Follow:MaxObservations", "1"));
        var (_, first, _) = await app.ObserveLaterAsync();
        await app.WhenAnsweredAsync(first!);

        var (_, second, _) = await app.ObserveLaterAsync();

        (await app.WhenAnsweredAsync(second!)).Status.ShouldBe(200);
        (await app.Client.ReadAsync(first!.OriginalString)).Status.ShouldBe(404);
    }

    /// <summary>What is behind this gateway is away; what it keeps itself is gone before it asks there.</summary>
    [Fact]
    public async Task Should_forget_a_person_who_is_erased()
    {
        var (_, mine, _) = await _app.ObserveLaterAsync("""{ "text": "hi", "userId": "u-1" }""");
        var (_, others, _) = await _app.ObserveLaterAsync("""{ "text": "hi", "userId": "u-2" }""");
        await _app.WhenAnsweredAsync(mine!);
        await _app.WhenAnsweredAsync(others!);

        await _app.Client.DeleteAsync(new Uri("/v1/users/u-1", UriKind.Relative), TestContext.Current.CancellationToken);

        (await _app.Client.ReadAsync(mine!.OriginalString)).Status.ShouldBe(404);
        (await _app.Client.ReadAsync(others!.OriginalString)).Status.ShouldBe(200);
    }
}

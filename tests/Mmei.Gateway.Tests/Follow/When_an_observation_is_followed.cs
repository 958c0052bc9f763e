using System.Text.Json;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;

namespace Mmei.Gateway.Tests.Follow;

public sealed class When_an_observation_is_followed : IAsyncLifetime
{
    private GatewayApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await GatewayApp.StartAsync(("Gateway:Follow:Heartbeat", "00:00:00.1"));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Should_tell_of_each_stage_when_it_ends()
    {
        var held = _app.HoldAnswers();
        var (_, location, _) = await _app.ObserveLaterAsync();
        await using var events = await OpenEvents.OpenAsync(_app, location!);

        (await events.NextAsync())!.Value.EventType.ShouldBe("accepted");
        await _app.ReplyAsync(Perceived(await held));
        var perceived = (await events.NextAsync())!.Value;
        await _app.ReplyAsync(Answers.Recommend(await held));
        var recommended = (await events.NextAsync())!.Value;

        (perceived.EventType, perceived.EventId).ShouldBe(("perceived", "2"));
        JsonDocument.Parse(perceived.Data).RootElement.GetProperty("emotion").GetProperty("label").GetString().ShouldBe("sadness");
        (recommended.EventType, recommended.EventId).ShouldBe(("recommended", "3"));
        JsonDocument.Parse(recommended.Data).RootElement.GetProperty("items").GetArrayLength().ShouldBe(10);
        (await events.NextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Should_tell_of_a_failure_as_a_problem()
    {
        _app.Platform.Reply = ticket => Answers.Fail(ticket, ModalityStatus.Missing, "did not arrive in time");
        var (_, location, _) = await _app.ObserveLaterAsync();
        await using var events = await OpenEvents.OpenAsync(_app, location!);

        (await events.NextAsync())!.Value.EventType.ShouldBe("accepted");
        var failed = (await events.NextAsync())!.Value;

        failed.EventType.ShouldBe("failed");
        var problem = JsonDocument.Parse(failed.Data).RootElement;
        (problem.GetProperty("status").GetInt32(), problem.GetProperty("traceId").GetString()!.Length).ShouldBe((503, 32));
        (await events.NextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Should_begin_after_what_was_seen_already()
    {
        var (_, location, _) = await _app.ObserveLaterAsync();
        await _app.WhenAnsweredAsync(location!);

        await using var late = await OpenEvents.OpenAsync(_app, location!);
        await using var again = await OpenEvents.OpenAsync(_app, location!, lastSeen: "1");
        await using var done = await OpenEvents.OpenAsync(_app, location!, lastSeen: "2");

        (await late.NextAsync())!.Value.EventType.ShouldBe("accepted");
        (await again.NextAsync())!.Value.EventType.ShouldBe("recommended");
        (await done.NextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Should_say_that_it_is_alive_while_nothing_happens()
    {
        var held = _app.HoldAnswers();
        var (_, location, _) = await _app.ObserveLaterAsync();
        using var response = await OpenEvents.SendAsync(_app, location!, lastSeen: "1");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        (await reader.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe(":");

        await _app.ReplyAsync(Answers.Recommend(await held));
    }

    [Fact]
    public async Task Should_refuse_more_streams_than_fit_and_take_the_next_when_one_ends()
    {
        await using var app = await GatewayApp.StartAsync(("Gateway:RateLimits:EventClients", "1"));
        var held = app.HoldAnswers();
        var (_, location, _) = await app.ObserveLaterAsync();
        await using var first = await OpenEvents.OpenAsync(app, location!);

        var second = await Answer.ReadAsync(await OpenEvents.SendAsync(app, location!));
        await app.ReplyAsync(Answers.Recommend(await held));
        while (await first.NextAsync() is not null)
        {
        }

        (second.Status, second.ProblemType).ShouldBe((503, "unavailable"));
        await using var third = await OpenEvents.OpenAsync(app, location!);
        (await third.NextAsync()).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("/v1/observations/0193a000-0000-7000-8000-000000000001/events")]
    [InlineData("/v1/observations/0193a000-0000-7000-8000-000000000001")]
    [InlineData("/v1/observations/not-an-id")]
    public async Task Should_know_only_what_was_asked_for_so(string path) => (await _app.Client.ReadAsync(path)).Status.ShouldBe(404);

    private static ObservationPerceived Perceived(OpenObservation ticket)
    {
        ticket.TellPerception.ShouldBeTrue();
        return new ObservationPerceived { ObservationId = ticket.ObservationId, Perception = Answers.Recommend(ticket).Perception };
    }
}

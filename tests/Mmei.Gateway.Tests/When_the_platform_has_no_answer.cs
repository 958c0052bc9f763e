using Mmei.Contracts.Taxonomy;
using Mmei.Gateway.Observe;

namespace Mmei.Gateway.Tests;

public sealed class When_the_platform_has_no_answer : IAsyncLifetime
{
    private const string Request = """{ "text": "hi", "options": { "deadlineMs": 100 } }""";

    private GatewayApp _app = null!;

    public async ValueTask InitializeAsync() =>
        _app = await GatewayApp.StartAsync(("Gateway:Observe:GraceMs", "50"), ("Gateway:Observe:RetryAfterSeconds", "3"));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Should_give_up_after_the_deadline_and_say_when_to_come_back()
    {
        _app.Platform.Reply = _ => null;

        var answer = await _app.ObserveAsync(Request);

        answer.Status.ShouldBe(503);
        answer.ProblemType.ShouldBe("deadline-exceeded");
        answer.RetryAfter.ShouldBe(TimeSpan.FromSeconds(3));
        _app.Pending.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Should_leave_half_of_a_short_deadline_to_the_join()
    {
        _app.Platform.Reply = _ => null;

        await _app.ObserveAsync(Request);

        _app.Platform.Tickets.Last().BudgetMs.ShouldBe(50);
    }

    [Fact]
    public async Task Should_count_and_drop_an_answer_that_comes_late()
    {
        using var late = new MetricCount(ObservationInstruments.MeterName, "mmei.gateway.answers.late", _app.Services);
        _app.Platform.Reply = _ => null;
        await _app.ObserveAsync(Request);

        await _app.ReplyAsync(Answers.Recommend(_app.Platform.Tickets.Last()));

        await late.WaitForAsync(1);
    }

    [Fact]
    public async Task Should_refuse_for_good_what_was_rejected()
    {
        _app.Platform.Reply = ticket => Answers.Fail(ticket, ModalityStatus.Rejected, "has no known word");

        var answer = await _app.ObserveAsync("""{ "text": "hi" }""");

        answer.Status.ShouldBe(422);
        answer.RetryAfter.ShouldBeNull();
        answer.Error("text").ShouldBe("has no known word");
    }

    [Theory]
    [InlineData(RejectionCode.Unsupported, 415, "unsupported-media")]
    [InlineData(RejectionCode.TooLarge, 413, "too-large")]
    [InlineData(RejectionCode.Undecodable, 422, "unprocessable")]
    public async Task Should_say_of_what_kind_the_rejection_is(RejectionCode code, int status, string problem)
    {
        _app.Platform.Reply = ticket => Answers.Fail(ticket, ModalityStatus.Rejected, "is not read on this server", code);

        var answer = await _app.ObserveAsync("""{ "text": "hi" }""");

        answer.Status.ShouldBe(status);
        answer.ProblemType.ShouldBe(problem);
        answer.Error("text").ShouldBe("is not read on this server");
    }

    [Fact]
    public async Task Should_say_that_it_is_not_the_clients_doing_when_encoders_are_overloaded()
    {
        _app.Platform.Reply = ticket =>
            Answers.Fail(ticket, ModalityStatus.Missing, "Too many wait.", RejectionCode.Overloaded, retryAfterMs: 6_200);

        var answer = await _app.ObserveAsync("""{ "text": "hi" }""");

        answer.Status.ShouldBe(503);
        answer.ProblemType.ShouldBe("unavailable");
        answer.RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
        answer.Error("text").ShouldBe("Too many wait.");
    }

    [Fact]
    public async Task Should_ask_to_come_back_when_encoders_were_too_slow()
    {
        _app.Platform.Reply = ticket => Answers.Fail(ticket, ModalityStatus.Missing, "did not arrive in time");

        var answer = await _app.ObserveAsync("""{ "text": "hi" }""");

        answer.Status.ShouldBe(503);
        answer.ProblemType.ShouldBe("unavailable");
        answer.RetryAfter.ShouldBe(TimeSpan.FromSeconds(3));
        answer.Error("text").ShouldBe("did not arrive in time");
    }

    [Fact]
    public async Task Should_forget_the_observation_of_a_client_that_has_gone()
    {
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _app.Platform.Reply = _ =>
        {
            opened.SetResult();
            return null;
        };
        using var abandoned = new MetricCount(
            ObservationInstruments.MeterName, "mmei.gateway.observations", _app.Services, ("outcome", "abandoned"));
        using var leaving = new CancellationTokenSource();
        using var body = new StringContent("""{ "text": "hi", "options": { "deadlineMs": 10000 } }""", null, "application/json");

        var call = _app.Client.PostAsync("/v1/observations", body, leaving.Token);
        await opened.Task.WaitAsync(TestContext.Current.CancellationToken);
        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(call);
        await abandoned.WaitForAsync(1);
        _app.Pending.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Should_count_observations_by_outcome()
    {
        using var unusable = new MetricCount(
            ObservationInstruments.MeterName, "mmei.gateway.observations", _app.Services, ("outcome", "unusable"));
        using var recommended = new MetricCount(
            ObservationInstruments.MeterName, "mmei.gateway.observations", _app.Services, ("outcome", "recommended"));
        _app.Platform.Reply = Answers.Recommend;

        await _app.ObserveAsync("""{ "text": "hi", "options": { "deadlineMs": 10000 } }""");
        await _app.ObserveAsync("""{ "text": " " }""");

        await recommended.WaitForAsync(1);
        await unusable.WaitForAsync(1);
    }
}

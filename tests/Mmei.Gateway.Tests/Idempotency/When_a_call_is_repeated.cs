using Mmei.Contracts.Taxonomy;
using Mmei.Gateway.Tests.Follow;
using Mmei.Testing.Servers;

namespace Mmei.Gateway.Tests.Idempotency;

public sealed class When_a_call_is_repeated : IAsyncLifetime
{
    private const string Request = """{ "text": "hi", "userId": "u-1" }""";

    private GatewayApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await GatewayApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Should_answer_it_as_it_was_and_not_carry_it_out_again()
    {
        var first = await SendAsync("key-1");
        var second = await SendAsync("key-1");

        (first.Status, second.Status).ShouldBe((200, 200));
        second.Json.GetRawText().ShouldBe(first.Json.GetRawText());
        _app.Platform.Tickets.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_say_that_it_was_answered_before()
    {
        using var first = await SendRawAsync("key-1");
        using var second = await SendRawAsync("key-1");

        first.Headers.Contains("Idempotent-Replayed").ShouldBeFalse();
        second.Headers.GetValues("Idempotent-Replayed").ShouldBe(["true"]);
    }

    [Fact]
    public async Task Should_repeat_where_an_answer_will_be()
    {
        using var first = await SendRawAsync("key-1", prefer: "respond-async");
        using var second = await SendRawAsync("key-1", prefer: "respond-async");

        ((int)second.StatusCode, second.Headers.Location).ShouldBe((202, first.Headers.Location));
        _app.Platform.Tickets.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{ "text": "something else", "userId": "u-1" }""", null)]
    [InlineData(Request, "respond-async")]
    public async Task Should_refuse_the_key_for_another_request(string other, string? prefer)
    {
        await SendAsync("key-1");

        var refused = await Answer.ReadAsync(await SendRawAsync("key-1", other, prefer: prefer));

        (refused.Status, refused.ProblemType).ShouldBe((422, "unprocessable"));
        refused.Fields.ShouldBe(["Idempotency-Key"]);
    }

    [Fact]
    public async Task Should_never_answer_it_with_what_another_tenant_asked()
    {
        var mine = await SendAsync("key-1");

        var others = await SendAsync("key-1", tenantKey: GatewayApp.OtherKey);

        others.Status.ShouldBe(200);
        others.Json.GetProperty("observationId").GetGuid().ShouldNotBe(mine.Json.GetProperty("observationId").GetGuid());
        _app.Platform.Tickets.Last().TenantId.ShouldBe(GatewayApp.OtherTenant);
    }

    [Fact]
    public async Task Should_ask_to_wait_while_it_is_in_progress()
    {
        var held = _app.HoldAnswers();
        var first = SendAsync("key-1");
        var ticket = await held;

        var second = await SendAsync("key-1");
        await _app.ReplyAsync(Answers.Recommend(ticket));

        (second.Status, second.ProblemType).ShouldBe((409, "conflict"));
        (await first).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Should_not_carry_it_out_again_where_the_client_had_gone_before_it_was_answered()
    {
        var held = _app.HoldAnswers();
        using var leave = new CancellationTokenSource();
        var first = SendRawAsync("key-1", leave: leave);
        var ticket = await held;
        await leave.CancelAsync();
        await first.ShouldThrowAsync<OperationCanceledException>();
        await _app.ReplyAsync(Answers.Recommend(ticket));

        var second = await UntilAnsweredAsync("key-1");

        second.Status.ShouldBe(200);
        second.Json.GetProperty("observationId").GetGuid().ShouldBe(ticket.ObservationId);
        _app.Platform.Tickets.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_carry_it_out_where_it_failed_before()
    {
        _app.Platform.Reply = ticket => Answers.Fail(ticket, ModalityStatus.Missing, "did not arrive in time");
        (await SendAsync("key-1")).Status.ShouldBe(503);
        _app.Platform.Reply = Answers.Recommend;

        (await SendAsync("key-1")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words\tand a tab")]
    [InlineData(200)]
    public async Task Should_refuse_what_is_no_key(object key)
    {
        var refused = await SendAsync(key as string ?? new string('x', (int)key));

        (refused.Status, refused.ProblemType).ShouldBe((400, "invalid-input"));
        refused.Fields.ShouldBe(["Idempotency-Key"]);
    }

    [Fact]
    public async Task Should_say_that_an_answer_was_too_large_to_keep()
    {
        await using var app = await GatewayApp.StartAsync(("Gateway:Idempotency:MaxAnswerBytes", "100"));
        (await SendAsync("key-1", app: app)).Status.ShouldBe(200);

        var second = await SendAsync("key-1", app: app);

        (second.Status, second.ProblemType).ShouldBe((409, "conflict"));
        app.Platform.Tickets.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_forget_the_answer_with_the_person()
    {
        await SendAsync("key-1");
        await _app.Client.DeleteAsync(new Uri("/v1/users/u-1", UriKind.Relative), TestContext.Current.CancellationToken);

        await SendAsync("key-1");

        _app.Platform.Tickets.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Should_hold_for_feedback_too()
    {
        using var folder = new TempFolder();
        await using var app = await GatewayApp.StartAsync(whole: true, ("Storage:ConnectionString", $"Data Source={folder["mmei.db"]}"));
        var at = TimeProvider.System.GetUtcNow().ToString("O");
        var signal = $$"""
            { "signals": [
              { "id": "s-1", "decisionId": "0193a000-0000-7000-8000-000000000001", "itemId": "m-1", "kind": "like", "at": "{{at}}" } ] }
            """;

        var first = await SendAsync("key-1", signal, "/v1/feedback", app: app);
        var second = await SendAsync("key-1", signal, "/v1/feedback", app: app);

        (first.Status, second.Status).ShouldBe((202, 202));
        second.Json.GetProperty("accepted").GetInt32().ShouldBe(1);
        second.Json.GetProperty("duplicates").GetInt32().ShouldBe(0);
    }

    /// <summary>Asks again for as long as the call is in progress.</summary>
    private async Task<Answer> UntilAnsweredAsync(string key)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        var answer = await SendAsync(key);
        while (answer.Status == 409)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
            answer = await SendAsync(key);
        }

        return answer;
    }

    private async Task<Answer> SendAsync(
        string key, string body = Request, string path = "/v1/observations", string tenantKey = GatewayApp.Key, GatewayApp? app = null) =>
        await Answer.ReadAsync(await SendRawAsync(key, body, path, tenantKey, app));

    private async Task<HttpResponseMessage> SendRawAsync(
        string key, string body = Request, string path = "/v1/observations", string tenantKey = GatewayApp.Key, GatewayApp? app = null,
        string? prefer = null, CancellationTokenSource? leave = null)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(leave?.Token ?? default, TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, null, "application/json") };
        request.Headers.Add("X-Api-Key", tenantKey);
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        if (prefer is not null)
        {
            request.Headers.Add("Prefer", prefer);
        }

        return await (app ?? _app).Anonymous.SendAsync(request, either.Token);
    }
}

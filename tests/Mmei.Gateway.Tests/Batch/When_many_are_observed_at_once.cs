using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Gateway.Tests.Batch;

public sealed class When_many_are_observed_at_once : IAsyncLifetime
{
    private GatewayApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await GatewayApp.StartAsync(("Gateway:Limits:RequestBytes", "2000"));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Should_answer_each_line_by_itself()
    {
        var answers = await SendAsync(
            Row("r-1", "hi"),
            "",
            "{ not json",
            """{ "id": "r-4", "request": {} }""",
            """{ "request": { "text": "without a name" } }""",
            """{ "request": { "text": "hi", "colour": 1 } }""",
            Row("r-7", new string('x', 3_000)),
            Row("r-8", "last, without an end of line"));

        answers.Keys.Order().ShouldBe([1, 3, 4, 5, 6, 7, 8]);
        answers[1].GetProperty("id").GetString().ShouldBe("r-1");
        answers[1].GetProperty("answer").GetProperty("items").GetArrayLength().ShouldBe(10);
        Problem(answers[3]).ShouldBe((400, "body"));
        Problem(answers[4]).ShouldBe((400, "body"));
        answers[4].GetProperty("id").GetString().ShouldBe("r-4");
        answers[5].GetProperty("answer").GetProperty("emotion").GetProperty("label").GetString().ShouldBe("sadness");
        Problem(answers[6]).ShouldBe((400, "request.colour"));
        Problem(answers[7]).ShouldBe((413, "line"));
        answers[8].TryGetProperty("answer", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Should_answer_a_line_before_the_next_one_is_sent()
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(_app.Address.Host, _app.Address.Port, TestContext.Current.CancellationToken);
        await using var stream = connection.GetStream();
        using var reader = new StreamReader(stream);
        await SendAsync(
            "POST /v1/observations:batch HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Type: application/x-ndjson\r\n" +
            $"X-Api-Key: {GatewayApp.Key}\r\n\r\n");

        await SendChunkAsync(Row("r-1", "hi") + "\n");
        var first = await NextAsync();
        await SendChunkAsync(Row("r-2", "hi again") + "\n");
        var second = await NextAsync();
        await SendAsync("0\r\n\r\n");

        (first.GetProperty("line").GetInt32(), second.GetProperty("line").GetInt32()).ShouldBe((1, 2));

        async Task SendAsync(string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);

        Task SendChunkAsync(string line) => SendAsync($"{line.Length:x}\r\n{line}\r\n");

        async Task<JsonElement> NextAsync()
        {
            while (true)
            {
                var line = (await reader.ReadLineAsync(TestContext.Current.CancellationToken))!;
                if (line.StartsWith('{'))
                {
                    return JsonDocument.Parse(line).RootElement;
                }
            }
        }
    }

    [Fact]
    public async Task Should_not_observe_again_what_was_answered_when_a_batch_is_sent_again()
    {
        var first = await SendAsync(Row("r-1", "hi"));

        var second = await SendAsync(Row("r-1", "hi"), Row("r-2", "new"));

        ObservationId(second[1]).ShouldBe(ObservationId(first[1]));
        _app.Platform.Tickets.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Should_refuse_a_name_that_was_another_rows()
    {
        await SendAsync(Row("r-1", "hi"));

        Problem((await SendAsync(Row("r-1", "something else")))[1]).ShouldBe((422, "id"));
    }

    [Fact]
    public async Task Should_keep_rows_of_one_tenant_from_another()
    {
        var mine = await SendAsync(Row("r-1", "hi"));

        var others = await SendAsync([Row("r-1", "hi")], GatewayApp.OtherKey);

        ObservationId(others[1]).ShouldNotBe(ObservationId(mine[1]));
    }

    [Fact]
    public async Task Should_try_again_what_failed_when_it_is_sent_again()
    {
        _app.Platform.Reply = ticket => Answers.Fail(ticket, ModalityStatus.Rejected, "is noise", RejectionCode.NoSpeech);
        Problem((await SendAsync(Row("r-1", "hi")))[1]).ShouldBe((422, "text"));
        _app.Platform.Reply = Answers.Recommend;

        (await SendAsync(Row("r-1", "hi")))[1].TryGetProperty("answer", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Should_try_a_row_again_while_there_is_too_much_to_do()
    {
        var refusals = 0;
        _app.Platform.Reply = ticket => Interlocked.Increment(ref refusals) == 1
            ? Answers.Fail(ticket, ModalityStatus.Rejected, "is too much", RejectionCode.Overloaded, retryAfterMs: 1)
            : Answers.Recommend(ticket);

        (await SendAsync(Row("r-1", "hi")))[1].TryGetProperty("answer", out _).ShouldBeTrue();
        refusals.ShouldBe(2);
    }

    [Fact]
    public async Task Should_say_from_which_line_on_there_are_too_many()
    {
        await using var app = await GatewayApp.StartAsync(("Gateway:Batch:MaxRows", "2"), ("Gateway:Batch:Concurrency", "1"));

        var answers = await SendAsync([.. Enumerable.Range(1, 5).Select(row => Row($"r-{row}", "hi"))], app: app);

        answers.Keys.Order().ShouldBe([1, 2, 3]);
        Problem(answers[3]).ShouldBe((413, "body"));
    }

    [Fact]
    public async Task Should_say_on_a_line_that_the_whole_is_too_large()
    {
        await using var app = await GatewayApp.StartAsync(("Gateway:Batch:MaxBytes", "1000"));

        var answers = await SendAsync([.. Enumerable.Range(1, 50).Select(row => Row($"r-{row}", "hi"))], app: app, chunked: true);

        Problem(answers[answers.Keys.Max()]).ShouldBe((413, "body"));
    }

    [Fact]
    public async Task Should_take_nothing_but_lines_of_JSON()
    {
        using var content = new StringContent(Row("r-1", "hi"), null, "application/json");

        var answer = await Answer.ReadAsync(
            await _app.Client.PostAsync("/v1/observations:batch", content, TestContext.Current.CancellationToken));

        (answer.Status, answer.ProblemType).ShouldBe((415, "unsupported-media"));
    }

    private static string Row(string id, string text) => JsonSerializer.Serialize(new { id, request = new { text } });

    private static (int Status, string Field) Problem(JsonElement line)
    {
        var problem = line.GetProperty("problem");
        return (problem.GetProperty("status").GetInt32(), problem.GetProperty("errors").EnumerateObject().First().Name);
    }

    private static Guid ObservationId(JsonElement line) => line.GetProperty("answer").GetProperty("observationId").GetGuid();

    private Task<Dictionary<int, JsonElement>> SendAsync(params string[] rows) => SendAsync(rows, GatewayApp.Key);

    private async Task<Dictionary<int, JsonElement>> SendAsync(
        string[] rows, string key = GatewayApp.Key, GatewayApp? app = null, bool chunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/observations:batch")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(string.Join('\n', rows)))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/x-ndjson") },
            },
        };
        request.Headers.Add("X-Api-Key", key);
        request.Headers.TransferEncodingChunked = chunked;
        using var response = await (app ?? _app).Anonymous.SendAsync(request, TestContext.Current.CancellationToken);
        ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType).ShouldBe((200, "application/x-ndjson"));
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(line => line.GetProperty("line").GetInt32());
    }
}

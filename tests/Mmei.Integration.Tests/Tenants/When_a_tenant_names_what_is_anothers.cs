using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mmei.Testing.Api;

namespace Mmei.Integration.Tests.Tenants;

/// <summary>
/// No call of one tenant tells of, ranks, replays, changes or erases anything of another's, whatever it names: it is answered as if there
/// were no such thing.
/// </summary>
public sealed class When_a_tenant_names_what_is_anothers(TwoTenants tenants) : IClassFixture<TwoTenants>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<int, string> Every => [.. Attempts.All.Index().Select(entry => (entry.Index, $"{entry.Item}"))];

    [Fact]
    public void Should_have_every_call_of_the_API_tried() => Attempts.All.Select(attempt => attempt.Call).Append(Attempts.Stream).Distinct()
        .ShouldBe(DescribedApi.Committed.Calls, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Every))]
    public async Task Should_answer_as_if_there_were_none_and_leave_it_as_it_is(int number, string name)
    {
        var attempt = Attempts.All[number];
        var before = await tenants.StateAsync();

        var (status, body) = await CallAsync(attempt, tenants.Owned);
        var (statusOfNone, bodyOfNone) = await CallAsync(attempt, Named.Nothing);

        status.ShouldBe((HttpStatusCode)attempt.Status, $"{name}: {body}");
        if (status == HttpStatusCode.NotFound)
        {
            statusOfNone.ShouldBe(status);
            Compared(body, tenants.Owned).ShouldBe(Compared(bodyOfNone, Named.Nothing));
        }

        (await tenants.StateAsync()).Except(before).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_begin_a_session_of_its_own_by_the_same_name()
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("X-Api-Key", "curious");
        await socket.ConnectAsync(tenants.StreamAddress, Cancel);
        await SayAsync(socket, new { type = "open", userId = tenants.Owned.User, sessionId = tenants.Owned.Session, everyMs = 500 });
        await SayAsync(socket, new { type = "text", text = "something calm" });

        var observed = await HearAsync(socket, "observed");

        observed["answer"]!["session"]!["observations"]!.GetValue<int>().ShouldBeInRange(1, 2);
        Told(observed.ToJsonString(), tenants.Owned.User + tenants.Owned.Session).ShouldBeEmpty();
    }

    private async Task<(HttpStatusCode Status, string Body)> CallAsync(Attempt attempt, Named named)
    {
        using var request = attempt.Of(named);
        var asked = $"{request.RequestUri} {(request.Content is { } content ? await content.ReadAsStringAsync(Cancel) : "")}";
        using var answer = await tenants.Curious.SendAsync(request, Cancel);
        var body = await answer.Content.ReadAsStringAsync(Cancel);
        answer.Headers.Contains("Idempotent-Replayed").ShouldBeFalse();
        Told($"{answer.Headers} {body}", asked).ShouldBeEmpty();
        return (answer.StatusCode, body);
    }

    /// <summary>What an answer tells of the owner's that the question did not.</summary>
    private IEnumerable<string> Told(string answer, string asked) => tenants.Marks.Where(mark =>
        answer.Contains(mark, StringComparison.OrdinalIgnoreCase) && !asked.Contains(mark, StringComparison.OrdinalIgnoreCase));

    /// <summary>A problem without its trace, and with the names left out.</summary>
    private static string Compared(string problem, Named named)
    {
        var members = JsonNode.Parse(problem)!.AsObject();
        members.Remove("traceId").ShouldBeTrue();
        return named.Without(members.ToJsonString());
    }

    private static Task SayAsync(ClientWebSocket socket, object message) =>
        socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, Cancel);

    private static async Task<JsonNode> HearAsync(ClientWebSocket socket, string type)
    {
        var buffer = new byte[1 << 20];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), Cancel);
                length += part.Count;
            }
            while (!part.EndOfMessage);
            part.MessageType.ShouldBe(WebSocketMessageType.Text, socket.CloseStatusDescription);
            var message = JsonNode.Parse(Encoding.UTF8.GetString(buffer, 0, length))!;
            if ((string?)message["type"] == type)
            {
                return message;
            }
        }
    }
}

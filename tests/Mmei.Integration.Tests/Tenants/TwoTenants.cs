using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mmei.Testing.Api;
using Mmei.Testing.Servers;

namespace Mmei.Integration.Tests.Tenants;

/// <summary>A running platform with two tenants: one with a catalog, a person, decisions and a policy, and one that is curious.</summary>
public sealed class TwoTenants : IAsyncLifetime
{
    /// <summary>What both tenants' people say.</summary>
    internal const string Words = """{"text":"I want to sit by the harbour for a while","options":{"deadlineMs":10000}}""";

    /// <summary>What both tenants try out.</summary>
    internal const string Arms = """{"arms":[{"name":"usual","weight":0.5},{"name":"calm","weight":0.5,"mood":"calm"}]}""";

    /// <summary>Another policy, judged by the decisions of whoever asks.</summary>
    internal const string Considered = """{"policy":"lin-ucb","exploration":0.5,"decisions":500}""";

    /// <summary>In every title, description, tag and creator of the owner's items, and nowhere else.</summary>
    private const string Mark = "Quartz";

    private const string Popular = "/v1/items:popular?k=100&emotion=joy";

    /// <summary>Of each tenant, before the repeated import adds one to both.</summary>
    private const int Items = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();
    private ServiceProcess _platform = null!;

    public HttpClient Owner { get; private set; } = null!;

    public HttpClient Curious { get; private set; } = null!;

    internal Named Owned { get; private set; } = null!;

    /// <summary>What only the owner has: the curious tenant gives the other two ids to items of its own.</summary>
    internal IReadOnlyList<string> Marks =>
        [
            Mark, Owned.User, Owned.Session, $"{Owned.Decision}", $"{Owned.Observation}", $"{Owned.Later}", $"{Owned.Item}-1",
            $"{Owned.Experiment}-1",
        ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _platform = ServiceProcess.Start("services/standalone/Mmei.Standalone", new Dictionary<string, string?>
        {
            ["Bus:Transport"] = "InMemory",
            ["Storage:ConnectionString"] = $"Data Source={_folder["mmei.db"]}",
            ["Gateway:RateLimits:RequestsPerSecond"] = "10000",
            ["Auth:ApiKeys:0:Tenant"] = "owner",
            ["Auth:ApiKeys:0:Sha256"] = HashOf("owner"),
            ["Auth:ApiKeys:1:Tenant"] = "curious",
            ["Auth:ApiKeys:1:Sha256"] = HashOf("curious"),
        });
        await _platform.ReadyAsync();
        (Owner, Curious) = (ClientOf("owner"), ClientOf("curious"));
        await ImportAsync(Owner, "owned", Mark);
        await ImportAsync(Curious, "own", "Harbour");
        await DecideAsync(Curious);
        Owned = await OwnedAsync();
        foreach (var repeated in Attempts.All.Where(attempt => attempt.Repeats))
        {
            using var request = repeated.Of(Owned);
            using var answer = await Owner.SendAsync(request, Cancel);
            answer.IsSuccessStatusCode.ShouldBeTrue($"{repeated}: {await answer.Content.ReadAsStringAsync(Cancel)}");
        }

        // What is learned of it must not come in between, nor that the list of what is popular is a few seconds old.
        await UntilAsync($"/v1/users/{Owned.User}", user => user["liked"]!.AsArray().Count > 0);
        await UntilAsync("/v1/policy", policy => (long)policy["rewards"]! > 0);
        await UntilAsync(Popular, list => list["items"]!.AsArray().Count == Items + 1);
    }

    public async ValueTask DisposeAsync()
    {
        Owner?.Dispose();
        Curious?.Dispose();
        await (_platform?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
    }

    /// <summary>All that the owner can read of what is theirs.</summary>
    internal async Task<IReadOnlyList<string>> StateAsync()
    {
        string[] addresses =
        [
            "/v1/items?limit=100", $"/v1/items/{Owned.Item}-1", "/v1/items:status", "/v1/items:export", "/v1/items:latest?k=100",
            Popular, $"/v1/items/{Owned.Item}-1/similar", $"/v1/users/{Owned.User}",
            $"/v1/users/{Owned.User}/consent", $"/v1/items:latest?k=100&userId={Owned.User}&excludeSeen=true", $"/v1/decisions/{Owned.Decision}?whyNot={Owned.Item}-2",
            $"/v1/observations/{Owned.Later}", "/v1/policy", "/v1/policy/snapshots", "/v1/experiments",
            $"/v1/experiments/{Owned.Experiment}-1",
        ];
        var state = new List<string>();
        foreach (var address in addresses)
        {
            state.Add($"{address}: {await Owner.GetStringAsync(new Uri(address, UriKind.Relative), Cancel)}");
        }

        var again = new Uri($"/v1/decisions/{Owned.Decision}:replay", UriKind.Relative);
        using var replay = await Owner.PostAsync(again, content: null, Cancel);
        state.Add($"replay: {await replay.Content.ReadAsStringAsync(Cancel)}");
        return state;
    }

    /// <summary>A WebSocket of the curious tenant's.</summary>
    internal Uri StreamAddress => new UriBuilder(_platform.Address) { Scheme = "ws", Path = "/v1/stream" }.Uri;

    private HttpClient ClientOf(string key)
    {
        var client = new HttpClient(new AnswersAsDescribed()) { BaseAddress = _platform.Address, Timeout = Patience };
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        return client;
    }

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static async Task ImportAsync(HttpClient tenant, string prefix, string mark)
    {
        var rows = string.Join('\n', Enumerable.Range(1, Items).Select(number => JsonSerializer.Serialize(new
        {
            id = $"{prefix}-{number}",
            kind = "music",
            title = $"{mark} calm {number}",
            description = $"{mark} by the harbour",
            tags = new[] { $"{mark} tag" },
            creator = $"{mark} Press",
            attributes = new { bpm = number },
        })));
        using var body = new StringContent(rows, Encoding.UTF8, "application/x-ndjson");
        using var answer = await tenant.PostAsync(new Uri("/v1/items:import?wait=true", UriKind.Relative), body, Cancel);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Makes a decision for somebody, and waits until a policy can be judged by it.</summary>
    private static async Task DecideAsync(HttpClient tenant)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        timeout.CancelAfter(Patience);
        using var observed = await SendAsync("/v1/observations", """{"userId":"curious-person","text":"something calm"}""");
        observed.EnsureSuccessStatusCode();
        while (true)
        {
            using var judged = await SendAsync("/v1/policy:evaluate", Considered);
            if (judged.IsSuccessStatusCode)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, timeout.Token);
        }

        async Task<HttpResponseMessage> SendAsync(string address, string json)
        {
            using var body = new StringContent(json, Encoding.UTF8, "application/json");
            return await tenant.PostAsync(new Uri(address, UriKind.Relative), body, timeout.Token);
        }
    }

    private async Task<Named> OwnedAsync()
    {
        var observed = await PostAsync("/v1/observations", """{"userId":"owner-person","sessionId":"owner-session","text":"something calm","options":{"deadlineMs":10000}}""");
        var later = await PostAsync("/v1/observations", """{"userId":"owner-person","text":"something calm"}""", "respond-async");
        await UntilAsync($"/v1/observations/{later["observationId"]}", answer => answer["items"] is not null);

        // Beyond any version that the other tenant's policy reaches here: numbers of two tenants are not to meet by chance.
        for (var change = 0; change < 20; change++)
        {
            using var set = await Owner.PutAsJsonAsync(
                "/v1/policy/exploration?force=true", new { policy = "lin-ts", exploration = 0.5 + (change / 100.0) }, Cancel);
            set.EnsureSuccessStatusCode();
        }

        using var agreed = await Owner.PutAsJsonAsync(
            "/v1/users/owner-person/consent", new { image = true, audio = true, purpose = "recommendation" }, Cancel);
        agreed.EnsureSuccessStatusCode();
        using var arms = new StringContent(Arms, Encoding.UTF8, "application/json");
        using var started = await Owner.PutAsync(new Uri("/v1/experiments/owned-trial-1", UriKind.Relative), arms, Cancel);
        started.EnsureSuccessStatusCode();
        var kept = await PostAsync("/v1/policy/snapshots", body: null);
        return new Named(
            "owned", "owner-person", "owner-session", observed["decisionId"]!.GetValue<Guid>(), observed["observationId"]!.GetValue<Guid>(),
            later["observationId"]!.GetValue<Guid>(), (long)kept["snapshots"]![0]!["version"]!, "owned-trial", "owner-call");
    }

    private async Task<JsonNode> PostAsync(string address, string? body, string? prefer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        if (prefer is not null)
        {
            request.Headers.Add("Prefer", prefer);
        }

        using var answer = await Owner.SendAsync(request, Cancel);
        answer.EnsureSuccessStatusCode();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
    }

    private async Task UntilAsync(string address, Predicate<JsonNode> isSo)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        timeout.CancelAfter(Patience);
        while (!isSo(JsonNode.Parse(await Owner.GetStringAsync(new Uri(address, UriKind.Relative), timeout.Token))!))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, timeout.Token);
        }
    }
}

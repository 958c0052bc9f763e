using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using Mmei.Benchmarks.Encoders;
using Mmei.Benchmarks.Measuring;

namespace Mmei.Benchmarks.Gateway;

/// <summary>Measures a gateway by itself: what it adds to a call that it passes on, and what event streams take of memory.</summary>
internal static class EdgeSuite
{
    private const int InFlight = 16;
    private const int Observations = 8;

    /// <summary>
    /// A server that stands still is connected to for every request that falls due meanwhile: more than a machine has files.
    /// </summary>
    private const int Connections = 512;

    /// <summary>Streams that are being opened at once.</summary>
    private const int Opening = 32;

    public static async Task<EdgeFigures> RunAsync(int rounds, double seconds, int clients, TextWriter progress, TimeProvider time)
    {
        await using var upstream = await ServeAsync("serve-upstream");
        await using var gateway = await ServeAsync("serve-gateway", "--upstream", upstream.Address.AbsoluteUri);
        using var http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            MaxConnectionsPerServer = Math.Max(Connections, clients + Opening),
        })
        {
            BaseAddress = gateway.Address,
        };
        http.DefaultRequestHeaders.Add("X-Api-Key", EdgeServer.Key);

        await progress.WriteLineAsync("What the gateway adds to a call");
        var results = new List<EdgeRound>();
        var window = TimeSpan.FromSeconds(seconds);
        var direct = new Load(_ => GetAsync(http, new Uri(upstream.Address, "/v1/items/m-1")), time);
        var proxied = new Load(_ => GetAsync(http, new Uri(gateway.Address, "/v1/items/m-1")), time);
        await direct.ClosedAsync(InFlight, window);
        await proxied.ClosedAsync(InFlight, window);
        for (var i = 1; i <= rounds; i++)
        {
            results.Add(await MeasureAsync(new Random(i)));
        }

        await progress.WriteLineAsync($"{clients} event streams");
        var before = gateway.ResidentMb;
        var open = await OpenAsync(http, clients);
        await Task.Delay(TimeSpan.FromSeconds(3), time);
        var after = gateway.ResidentMb;
        foreach (var stream in open)
        {
            stream.Dispose();
        }

        return new EdgeFigures
        {
            Rounds = results,
            ProxyAddedP50Ms = Median(static round => round.ProxiedP50Ms - round.DirectP50Ms),
            ProxyAddedP99Ms = Median(static round => round.ProxiedP99Ms - round.DirectP99Ms),
            ProxiedPeak = Median(static round => round.ProxiedPeak),
            DirectPeak = Median(static round => round.DirectPeak),
            SseClients = open.Count,
            SseClientsMb = after,
            SseAddedMb = after - before,
        };

        double Median(Func<EdgeRound, double> of) => Spread.Of([.. results.Select(of)]).Median;

        async Task<EdgeRound> MeasureAsync(Random random)
        {
            var directPeak = (await direct.ClosedAsync(InFlight, window)).Throughput;
            var proxiedPeak = (await proxied.ClosedAsync(InFlight, window)).Throughput;
            var without = await direct.OpenAsync(proxiedPeak / 2, window, random);
            var (started, ofGateway, ofUpstream) = (time.GetTimestamp(), gateway.ProcessorSeconds, upstream.ProcessorSeconds);
            var with = await proxied.OpenAsync(proxiedPeak / 2, window, random);
            var took = time.GetElapsedTime(started).TotalSeconds;
            return new EdgeRound
            {
                DirectPeak = directPeak,
                ProxiedPeak = proxiedPeak,
                DirectP50Ms = without.FromSent(0.5),
                DirectP99Ms = without.FromSent(0.99),
                ProxiedP50Ms = with.FromSent(0.5),
                ProxiedP99Ms = with.FromSent(0.99),
                LateP99Ms = with.Late(0.99),
                GatewayCores = (gateway.ProcessorSeconds - ofGateway) / took,
                SenderCores = with.SenderCores,
                UpstreamCores = (upstream.ProcessorSeconds - ofUpstream) / took,
            };
        }
    }

    /// <summary>In a process of its own, with the settings of the runtime that it has elsewhere, not those of the load generator.</summary>
    private static Task<ChildServer> ServeAsync(params string[] arguments) => ChildServer.StartAsync(
        "env",
        [
            "-u", "DOTNET_gcServer", "-u", "DOTNET_ThreadPool_UnfairSemaphoreSpinLimit",
            "dotnet", Assembly.GetExecutingAssembly().Location, .. arguments,
        ]);

    private static async Task<Outcome> GetAsync(HttpClient http, Uri address)
    {
        using var answer = await http.GetAsync(address);
        return answer.IsSuccessStatusCode ? Outcome.Answered : Outcome.Failed;
    }

    /// <summary>Opens event streams of observations that nobody answers, and reads the first event of each.</summary>
    private static async Task<IReadOnlyList<StreamReader>> OpenAsync(HttpClient http, int clients)
    {
        var followed = new List<Guid>();
        for (var i = 0; i < Observations; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/observations")
            {
                Content = JsonContent.Create(new { text = "hi", options = new { deadlineMs = 60_000 } }),
            };
            request.Headers.Add("Prefer", "respond-async");
            using var taken = await http.SendAsync(request);
            taken.EnsureSuccessStatusCode();
            followed.Add((await taken.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("observationId").GetGuid());
        }

        var open = new StreamReader[clients];
        await Parallel.ForAsync(0, clients, new ParallelOptions { MaxDegreeOfParallelism = Opening }, async (client, stop) =>
        {
            open[client] = new StreamReader(
                await http.GetStreamAsync($"/v1/observations/{followed[client % followed.Count]}/events", stop));
            await open[client].ReadLineAsync(stop);
        });
        return open;
    }
}

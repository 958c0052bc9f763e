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

    public static async Task<EdgeFigures> RunAsync(double seconds, int clients, TextWriter progress, TimeProvider time)
    {
        var program = Assembly.GetExecutingAssembly().Location;
        await using var upstream = await ChildServer.StartAsync("dotnet", program, "serve-upstream");
        await using var gateway = await ChildServer.StartAsync(
            "dotnet", program, "serve-gateway", "--upstream", upstream.Address.AbsoluteUri);
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
        var window = TimeSpan.FromSeconds(seconds);
        var direct = new Load(_ => GetAsync(http, new Uri(upstream.Address, "/v1/items/m-1")), time);
        var proxied = new Load(_ => GetAsync(http, new Uri(gateway.Address, "/v1/items/m-1")), time);
        await direct.ClosedAsync(InFlight, window);
        await proxied.ClosedAsync(InFlight, window);
        var directPeak = (await direct.ClosedAsync(InFlight, window)).Throughput;
        var proxiedPeak = (await proxied.ClosedAsync(InFlight, window)).Throughput;
        var without = await direct.OpenAsync(proxiedPeak / 2, window, new Random(1));
        var with = await proxied.OpenAsync(proxiedPeak / 2, window, new Random(1));

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
            ProxyAddedP50Ms = with.Percentile(Outcome.Answered, 0.5) - without.Percentile(Outcome.Answered, 0.5),
            ProxyAddedP99Ms = with.Percentile(Outcome.Answered, 0.99) - without.Percentile(Outcome.Answered, 0.99),
            ProxiedPeak = proxiedPeak,
            DirectPeak = directPeak,
            SseClients = open.Count,
            SseClientsMb = after,
            SseAddedMb = after - before,
        };
    }

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

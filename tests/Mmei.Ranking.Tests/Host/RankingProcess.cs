using System.Net.Http.Json;
using System.Text;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Json;
using Mmei.Hosting.Tenancy;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.Host;

/// <summary>Ranking as it is deployed, on a SQLite file and with the embedded index: a process of its own, that can be killed.</summary>
internal sealed class RankingProcess : IAsyncDisposable
{
    private readonly ServiceProcess _process;
    private readonly HttpClient _http;

    private RankingProcess(ServiceProcess process)
    {
        _process = process;
        _http = new HttpClient { BaseAddress = process.Address, Timeout = TimeSpan.FromSeconds(60) };
        _http.DefaultRequestHeaders.Add(TenantContext.HeaderName, "acme");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<RankingProcess> StartAsync(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var process = ServiceProcess.Start("services/ranking/Mmei.Ranking", settings);
        await process.ReadyAsync();
        return new RankingProcess(process);
    }

    /// <summary>Imports items and waits until all of them are indexed.</summary>
    public async Task ImportAsync(IEnumerable<string> lines)
    {
        using var content = new StringContent(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson");
        using var answer = await _http.PostAsync(new Uri("/v1/items:import?wait=true", UriKind.Relative), content, Token);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<CatalogStatus> StatusAsync() =>
        (await _http.GetFromJsonAsync<CatalogStatus>("/v1/items:status", JsonDefaults.Options, Token))!;

    /// <summary>At once, as a lack of memory or of power would.</summary>
    public Task KillAsync() => _process.SignalAsync("KILL");

    public Task StopAsync() => _process.StopAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }
}

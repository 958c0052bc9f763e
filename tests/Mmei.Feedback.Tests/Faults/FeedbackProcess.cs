using System.Net.Http.Json;
using Mmei.Hosting.Json;
using Mmei.Hosting.Tenancy;
using Mmei.Testing.Servers;

namespace Mmei.Feedback.Tests.Faults;

/// <summary>Feedback as it is deployed, on a SQLite file: a process of its own, that can be killed.</summary>
internal sealed class FeedbackProcess : IAsyncDisposable
{
    private readonly ServiceProcess _process;
    private readonly HttpClient _http;

    private FeedbackProcess(ServiceProcess process)
    {
        _process = process;
        _http = new HttpClient { BaseAddress = process.Address, Timeout = TimeSpan.FromSeconds(20) };
        _http.DefaultRequestHeaders.Add(TenantContext.HeaderName, "acme");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<FeedbackProcess> StartAsync(string database, params string[] tracer)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Bus:Transport"] = "InMemory",
            ["Storage:Provider"] = "Sqlite",
            ["Storage:ConnectionString"] = $"Data Source={database}",
        };
        var process = ServiceProcess.Start("services/feedback/Mmei.Feedback", settings, tracer);
        await process.ReadyAsync();
        return new FeedbackProcess(process);
    }

    /// <summary>Posts signals, as <see cref="Builders.Posted"/> makes them.</summary>
    /// <returns>Whether they were taken in: only then will they not be lost.</returns>
    public async Task<bool> TryPostAsync(IEnumerable<object> signals)
    {
        try
        {
            using var answer = await _http.PostAsJsonAsync("/v1/feedback", new { signals }, JsonDefaults.Options, Token);
            answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync(Token));
            return true;
        }
        catch (HttpRequestException)
        {
            // It was killed meanwhile.
            return false;
        }
    }

    /// <summary>At once, as a lack of memory or of power would.</summary>
    public Task KillAsync() => _process.SignalAsync("KILL");

    public Task StopAsync() => _process.StopAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }
}

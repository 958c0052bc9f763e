using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mmei.Hosting;
using Mmei.Hosting.Tenancy;
using Mmei.Messaging;
using Mmei.Ranking;
using Mmei.Ranking.Catalog.IndexItems;

namespace Mmei.Benchmarks.Index;

/// <summary>The ranking service as its Program sets it up, on a SQLite file, with nobody else on its bus.</summary>
internal sealed class RankingHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RankingHost(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = Timeout.InfiniteTimeSpan };
        Client.DefaultRequestHeaders.Add(TenantContext.HeaderName, VectorCase.Tenant);
    }

    public HttpClient Client { get; }

    /// <summary>Returns when its index is ready.</summary>
    public static async Task<RankingHost> StartAsync(string database, int items)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:ConnectionString"] = $"Data Source={database}",
            ["Catalog:CachedItems"] = $"{Math.Max(200, items)}",
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders();
        builder.AddRanking();
        builder.AddMessaging(bus => bus.AddRankingConsumers());
        var app = builder.Build();
        app.UseForwardedTenant();
        app.MapCatalog();
        await app.StartAsync();
        await app.Services.GetRequiredService<IndexGate>().PassAsync(CancellationToken.None);
        return new RankingHost(app);
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

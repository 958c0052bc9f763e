using System.Net.Http.Json;
using System.Text;
using Mmei.Benchmarks.Encoders;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.V1;
using Mmei.Hosting.Json;
using Mmei.Ranking.Catalog.IndexItems;
using Mmei.Ranking.Quality;
using Mmei.Ranking.Rank;
using Mmei.Ranking.Taste;

namespace Mmei.Benchmarks.Index;

/// <summary>Measures a catalog's import, its way back into the index after a restart, and what a decision over it costs.</summary>
internal sealed class RankingCosts(BenchCatalog catalog, IndexSettings settings, Measurements results, TimeProvider time)
{
    private const int Batch = 100;
    private readonly string _name = IndexSettings.NameOf(settings.Items);

    public static async Task MeasureAsync(IndexSettings settings, Measurements results, TextWriter progress, TimeProvider time)
    {
        var folder = Directory.CreateTempSubdirectory("mmei-catalog").FullName;
        try
        {
            var database = Path.Combine(folder, "mmei.db");
            var costs = new RankingCosts(new BenchCatalog(settings.Items, settings.Seed), settings, results, time);
            await using (var host = await RankingHost.StartAsync(database, settings.Items))
            {
                await progress.WriteLineAsync("Importing");
                await costs.ImportAsync(host);
                await progress.WriteLineAsync("Indexing");
                await costs.IndexAsync(host);
            }

            var started = time.GetTimestamp();
            await using var again = await RankingHost.StartAsync(database, settings.Items);
            results.Figure($"restart_s_{costs._name}", time.GetElapsedTime(started).TotalSeconds);
            await progress.WriteLineAsync("Ranking");
            await costs.RankAsync(again);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task ImportAsync(RankingHost host)
    {
        using var body = new StringContent(catalog.ToNdjson(), Encoding.UTF8, "application/x-ndjson");
        var started = time.GetTimestamp();
        using var answer = await host.Client.PostAsync(new Uri("/v1/items:import", UriKind.Relative), body);
        var took = time.GetElapsedTime(started);
        answer.EnsureSuccessStatusCode();
        var report = await answer.Content.ReadFromJsonAsync<ImportReport>(JsonDefaults.Options);
        results.Figure("import_items_per_s", report!.Accepted / took.TotalSeconds);
    }

    /// <summary>As if the content encoder had answered; then what people did.</summary>
    private async Task IndexAsync(RankingHost host)
    {
        var started = time.GetTimestamp();
        foreach (var batch in catalog.Encodings(Batch))
        {
            await host.Get<EncodedItems>().TakeAsync(batch, CancellationToken.None);
        }

        results.Figure("indexed_items_per_s", settings.Items / time.GetElapsedTime(started).TotalSeconds);
        foreach (var reward in catalog.Rewards(time.GetUtcNow()))
        {
            await host.Get<Tastes>().TakeAsync(reward, CancellationToken.None);
        }

        foreach (var votes in catalog.Votes(time.GetUtcNow()))
        {
            await host.Get<ItemVotes>().TakeAsync(votes, CancellationToken.None);
        }
    }

    /// <summary>From an observation to its slate, one after the other; without the record of the decision, a write of its own.</summary>
    private async Task RankAsync(RankingHost host)
    {
        var recommender = host.Get<Recommender>();

        // The same queries again and again: what they find is in memory after the first time, as it is where people ask for much the same.
        var (felt, said) = (Observations(said: false), Observations(said: true));
        foreach (var observation in felt.Concat(said))
        {
            await recommender.DecideAsync(observation, CancellationToken.None);
        }

        for (var round = 0; round < settings.Rounds; round++)
        {
            Tell("rank", await MeasureAsync(recommender, felt));
            Tell("rank_said", await MeasureAsync(recommender, said));
        }
    }

    private ObservationFused[] Observations(bool said) =>
        [.. Enumerable.Range(0, settings.Queries).Select(query => BenchCatalog.Observation(query, said, time.GetUtcNow()))];

    private void Tell(string what, SearchTimes times)
    {
        results.Figure($"{what}_p50_ms_{_name}", times.P50);
        results.Figure($"{what}_p99_ms_{_name}", times.P99);
    }

    private Task<SearchTimes> MeasureAsync(Recommender recommender, ObservationFused[] observations) =>
        SearchTimes.OfAsync(
            query => recommender.DecideAsync(observations[query % observations.Length], CancellationToken.None), settings.Seconds, time);
}

using Mmei.Benchmarks.Encoders;

namespace Mmei.Benchmarks.Index;

/// <summary>
/// Measures searches of one size beside what they could be. Ratios are of medians: on a shared machine a few searches are interrupted.
/// </summary>
internal sealed class VectorRounds(
    VectorCase vectors, int size, FaissIndex? faiss, IndexSettings settings, Measurements results, TimeProvider time)
{
    private const int MostChecked = 20;
    private const int FirstOnes = 10;
    private readonly string _name = IndexSettings.NameOf(size);

    private int Checked => Math.Min(MostChecked, settings.Queries);

    private double Bytes => (double)vectors.Vectors.Length * sizeof(float);

    public async Task RunAsync()
    {
        var read = await SearchTimes.OfAsync(Read, settings.Seconds, time);
        var all = await SearchTimes.OfAsync(query => vectors.FindAsync(query), settings.Seconds, time);
        var tenth = await SearchTimes.OfAsync(vectors.FindTenthAsync, settings.Seconds, time);
        results.Figure($"queries_per_s_{_name}", all.PerSecond);
        results.Figure($"query_p99_ms_{_name}", all.P99);
        results.Figure($"filtered_queries_per_s_{_name}", tenth.PerSecond);
        results.Figure($"bandwidth_gb_per_s_{_name}", Bytes * read.PerSecond / 1e9);
        Ratio("scan_vs_bandwidth", read.P50 / all.P50);
        Ratio("filtered_vs_unfiltered", all.P50 / tenth.P50);
        if (faiss is not null)
        {
            var peer = await faiss.RunAsync(settings.Seconds);
            results.Figure($"faiss_queries_per_s_{_name}", peer.PerSecond);
            results.Figure($"faiss_query_p99_ms_{_name}", peer.P99);
            Ratio("scan_vs_faiss", peer.P50 / all.P50);
        }
    }

    /// <summary>The share of the first ten that FAISS finds, too: both look at every vector.</summary>
    public async Task CompareAsync()
    {
        if (faiss is not null)
        {
            var theirs = await faiss.CheckAsync(Checked);
            results.Figure($"same_as_faiss_{_name}", await SharedAsync(query => theirs[query]));
        }
    }

    public async Task MeasureGraphAsync()
    {
        var started = time.GetTimestamp();
        using var graph = new GraphIndex(vectors.Vectors);
        results.Figure($"usearch_build_s_{_name}", time.GetElapsedTime(started).TotalSeconds);
        var queries = Enumerable.Range(0, settings.Queries).Select(query => RandomVectors.Row(vectors.Queries, query)).ToArray();
        var times = await SearchTimes.OfAsync(
            query =>
            {
                graph.Find(queries[query % queries.Length], settings.Found);
                return Task.CompletedTask;
            },
            settings.Seconds,
            time);
        results.Figure($"usearch_queries_per_s_{_name}", times.PerSecond);
        results.Figure($"usearch_query_p99_ms_{_name}", times.P99);
        results.Figure($"usearch_recall_{_name}", await SharedAsync(query => graph.Find(queries[query], settings.Found)));
    }

    private Task Read(int query)
    {
        // Nothing can depend on the sum, and so nothing can leave the reading out.
        GC.KeepAlive(Bandwidth.Read(vectors.Vectors));
        return Task.CompletedTask;
    }

    private async Task<double> SharedAsync(Func<int, int[]> others)
    {
        var shares = new List<double>();
        for (var query = 0; query < Checked; query++)
        {
            var ours = (await vectors.FindAsync(query)).Take(FirstOnes).ToArray();
            shares.Add(ours.Intersect(others(query).Take(FirstOnes)).Count() / (double)ours.Length);
        }

        return shares.Average();
    }

    private void Ratio(string name, double value)
    {
        if (size == settings.Items)
        {
            results.Ratio(name, value);
        }
        else
        {
            results.Figure($"{name}_{_name}", value);
        }
    }
}

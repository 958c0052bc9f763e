using Mmei.Benchmarks.Encoders;
using Mmei.Benchmarks.Measuring;

namespace Mmei.Benchmarks.Index;

/// <summary>Measures the embedded index beside the memory it reads and beside its peers, and what ranking costs on top of it.</summary>
internal static class IndexSuite
{
    /// <summary>A graph over more takes minutes to build.</summary>
    private const int LargestGraph = 10_000;

    /// <param name="settings">How much.</param>
    /// <param name="progress">What is under way.</param>
    /// <param name="time">The clock.</param>
    public static async Task<IndexReport> RunAsync(IndexSettings settings, TextWriter progress, TimeProvider time)
    {
        var machine = Machine.Read();
        var results = new Measurements();
        foreach (var size in settings.Sizes)
        {
            await progress.WriteLineAsync($"{size} vectors");
            await MeasureVectorsAsync(size, settings, results, time);
        }

        await progress.WriteLineAsync($"A catalog of {settings.Items} items");
        await RankingCosts.MeasureAsync(settings, results, progress, time);
        return IndexReport.Of(results, machine, settings, time.GetUtcNow());
    }

    private static async Task MeasureVectorsAsync(int size, IndexSettings settings, Measurements results, TimeProvider time)
    {
        using var vectors = await VectorCase.BuildAsync(size, settings);
        var bytes = size == settings.Sizes[^1] ? "bytes_per_item" : $"bytes_per_item_{IndexSettings.NameOf(size)}";
        results.Figure(bytes, vectors.BytesPerItem);
        await using var faiss = settings.Faiss is { } program
            ? await FaissIndex.StartAsync(program, vectors.Vectors, vectors.Queries, settings.Found)
            : null;
        var warmUp = new VectorRounds(vectors, size, faiss, settings, new Measurements(), time);
        await warmUp.RunAsync();
        var rounds = new VectorRounds(vectors, size, faiss, settings, results, time);
        await rounds.CompareAsync();
        for (var round = 0; round < settings.Rounds; round++)
        {
            await rounds.RunAsync();
        }

        if (size <= LargestGraph)
        {
            await rounds.MeasureGraphAsync();
        }
    }
}

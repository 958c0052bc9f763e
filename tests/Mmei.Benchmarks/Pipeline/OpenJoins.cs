using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;

namespace Mmei.Benchmarks.Pipeline;

/// <summary>What joins cost fusion while many are open.</summary>
internal sealed class OpenJoins(Surroundings surroundings, FusionProcess fusion, TimeProvider time)
{
    /// <summary>Unconfirmed sends, and answers that are under way.</summary>
    private const int AtOnce = 64;

    /// <summary>
    /// Keeps so many joins open all the time, each with its ticket and two of three parts: a new one opens before the oldest gets its last
    /// part.
    /// </summary>
    /// <returns>
    /// The processor milliseconds of fusion for one observation, and the bytes that it has since its start for each open join: memory that
    /// earlier joins
    /// left for later ones counts.
    /// </returns>
    public async Task<(double CpuMs, double Bytes)> MeasureAsync(int open, int observations)
    {
        var waiting = new Queue<(Guid Id, Task<RecommendationReady> Answer)>();
        foreach (var chunk in Enumerable.Range(0, open).Chunk(AtOnce))
        {
            foreach (var opened in await Task.WhenAll(chunk.Select(_ => OpenAsync())))
            {
                waiting.Enqueue(opened);
            }
        }

        await fusion.UntilOpenAsync(open, time);
        var bytes = (await fusion.MemoryAsync() - fusion.MemoryAtStart) / open;
        var before = fusion.ProcessorSeconds;
        foreach (var chunk in Enumerable.Range(0, observations).Chunk(Math.Min(AtOnce, open)))
        {
            foreach (var opened in await Task.WhenAll(chunk.Select(_ => OpenAsync())))
            {
                waiting.Enqueue(opened);
            }

            await Task.WhenAll(Enumerable.Range(0, chunk.Length).Select(_ => CompleteAsync(waiting.Dequeue())));
        }

        var cost = (fusion.ProcessorSeconds - before) * 1000 / observations;
        await DrainAsync(waiting);
        return (cost, bytes);
    }

    private async Task<(Guid Id, Task<RecommendationReady> Answer)> OpenAsync()
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var answer = await surroundings.OpenAsync(id);
        await surroundings.SendPartsAsync(id, Modality.Image, Modality.Audio);
        return (id, answer);
    }

    private async Task CompleteAsync((Guid Id, Task<RecommendationReady> Answer) opened)
    {
        await surroundings.SendPartsAsync(opened.Id, Modality.Text);
        await opened.Answer;
    }

    private async Task DrainAsync(Queue<(Guid Id, Task<RecommendationReady> Answer)> waiting)
    {
        foreach (var chunk in waiting.Chunk(AtOnce))
        {
            await Task.WhenAll(chunk.Select(CompleteAsync));
        }

        await fusion.UntilOpenAsync(0, time);
    }
}

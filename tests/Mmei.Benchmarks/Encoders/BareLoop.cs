using Mmei.Contracts.Tensors;
using Mmei.Encoders.Batching;

namespace Mmei.Benchmarks.Encoders;

/// <summary>
/// The work of an encoder without a service around it, in as many loops as the service runs batches at once: decode and preprocess what
/// comes next,
/// run the batch that the service would form of what waits, with as many threads, pack the results. No bus, no queue, no deadline, no
/// measurement.
/// </summary>
internal abstract class BareLoop : IDisposable
{
    /// <summary>Inputs a second, from medium to packed tokens.</summary>
    public abstract double Whole(TimeSpan duration);

    /// <summary>Inputs a second of the model runs alone, on inputs that were prepared before.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="maxBatch">Most inputs of a run; the service's own where null.</param>
    /// <param name="inOrder">Whether they share runs as they come, whatever their lengths, instead of by length.</param>
    public abstract double Engine(TimeSpan duration, int? maxBatch = null, bool inOrder = false);

    /// <summary>Bytes that the decoding and preprocessing of one medium allocates, the decoded medium among them.</summary>
    public abstract double BytesDecoded();

    public abstract void Dispose();
}

/// <inheritdoc/>
/// <param name="models">The model, once for each loop.</param>
/// <param name="limits">The service's own.</param>
/// <param name="media">What comes, over and over.</param>
/// <param name="waiting">How many inputs a loop chooses its batches from: its part of those that the service's load keeps waiting.</param>
/// <param name="kind">What is particular to the modality.</param>
/// <param name="time">The clock.</param>
internal sealed class BareLoop<TPart>(
    BareModel[] models, BatchLimits limits, Medium[] media, int waiting, IKind<TPart> kind, TimeProvider time) : BareLoop
{
    private readonly Lazy<TPart[]> _prepared = new(() => Array.ConvertAll(media, kind.Prepare));

    /// <inheritdoc/>
    public override double Whole(TimeSpan duration) =>
        Rate(duration, number => kind.Prepare(media[number % media.Length]), limits, inOrder: false, pack: true);

    /// <inheritdoc/>
    public override double Engine(TimeSpan duration, int? maxBatch = null, bool inOrder = false)
    {
        var prepared = _prepared.Value;
        var within = limits with { MaxBatch = maxBatch ?? limits.MaxBatch };
        return Rate(duration, number => prepared[number % media.Length], within, inOrder, pack: false);
    }

    /// <inheritdoc/>
    public override double BytesDecoded()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var medium in media)
        {
            kind.Prepare(medium);
        }

        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / media.Length;
    }

    public override void Dispose() => Array.ForEach(models, model => model.Dispose());

    private double Rate(TimeSpan duration, Func<int, TPart> next, BatchLimits within, bool inOrder, bool pack)
    {
        var number = -1;
        var rates = new double[models.Length];
        var loops = models.Select((model, loop) => new Thread(() =>
            rates[loop] = Rate(duration, () => next(Interlocked.Increment(ref number)), model, within, inOrder, pack))).ToList();
        loops.ForEach(loop => loop.Start());
        loops.ForEach(loop => loop.Join());
        return rates.Sum();
    }

    private double Rate(TimeSpan duration, Func<TPart> next, BareModel model, BatchLimits within, bool inOrder, bool pack)
    {
        var line = new List<TPart>();
        var done = 0;
        var started = time.GetTimestamp();
        TimeSpan elapsed;
        do
        {
            while (line.Count < waiting)
            {
                line.Add(next());
            }

            var batch = Take(line, within, inOrder);
            Run(batch, model, pack);
            done += batch.Count;
            elapsed = time.GetElapsedTime(started);
        }
        while (elapsed < duration);
        return done / elapsed.TotalSeconds;
    }

    private List<TPart> Take(List<TPart> line, BatchLimits within, bool inOrder)
    {
        var chosen = inOrder
            ? [.. Enumerable.Range(0, Math.Min(within.MaxBatch, line.Count))]
            : BatchSelection.Choose(line.ConvertAll(kind.Length), within);
        var batch = chosen.ConvertAll(index => line[index]);
        for (var i = chosen.Count - 1; i >= 0; i--)
        {
            line.RemoveAt(chosen[i]);
        }

        return batch;
    }

    private void Run(List<TPart> batch, BareModel model, bool pack)
    {
        model.Run(batch.Count, kind.Fill(batch, model));
        for (var i = 0; pack && i < batch.Count; i++)
        {
            var tokens = model.Tokens(i);
            TensorCodec.Pack(tokens, tokens.Length / kind.Columns, kind.Columns);
        }
    }
}

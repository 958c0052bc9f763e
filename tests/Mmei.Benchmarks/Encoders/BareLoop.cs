using Mmei.Contracts;
using Mmei.Inference;

namespace Mmei.Benchmarks.Encoders;

/// <summary>
/// The work of an encoder without a service around it, in one loop: decode and preprocess what comes next on all cores, run the batches that the
/// service would form of it with as many threads, pack the results. No bus, no queue, no deadline, no measurement.
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
/// <param name="model">The model.</param>
/// <param name="limits">The service's own.</param>
/// <param name="media">What comes, over and over.</param>
/// <param name="waiting">How many inputs batches are chosen from: as many as the service's load keeps waiting.</param>
/// <param name="kind">What is particular to the modality.</param>
/// <param name="time">The clock.</param>
internal sealed class BareLoop<TPart>(BareModel model, BatchLimits limits, Medium[] media, int waiting, IKind<TPart> kind, TimeProvider time) : BareLoop
{
    private readonly Lazy<TPart[]> _prepared = new(() => Array.ConvertAll(media, kind.Prepare));

    /// <inheritdoc/>
    public override double Whole(TimeSpan duration) => Rate(duration, Prepare, limits, inOrder: false, pack: true);

    /// <inheritdoc/>
    public override double Engine(TimeSpan duration, int? maxBatch = null, bool inOrder = false)
    {
        _ = _prepared.Value;
        return Rate(duration, Take, limits with { MaxBatch = maxBatch ?? limits.MaxBatch }, inOrder, pack: false);
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

    public override void Dispose() => model.Dispose();

    private double Rate(TimeSpan duration, Func<int, int, TPart[]> next, BatchLimits within, bool inOrder, bool pack)
    {
        var line = new List<TPart>();
        var (taken, done) = (0, 0);
        var started = time.GetTimestamp();
        TimeSpan elapsed;
        do
        {
            var more = next(taken, waiting - line.Count);
            taken += more.Length;
            line.AddRange(more);
            var batch = TakeBatch(line, within, inOrder);
            Run(batch, pack);
            done += batch.Count;
            elapsed = time.GetElapsedTime(started);
        }
        while (elapsed < duration);
        return done / elapsed.TotalSeconds;
    }

    private TPart[] Prepare(int from, int count)
    {
        var parts = new TPart[count];
        Parallel.For(0, count, i => parts[i] = kind.Prepare(media[(from + i) % media.Length]));
        return parts;
    }

    private TPart[] Take(int from, int count) => [.. Enumerable.Range(from, count).Select(i => _prepared.Value[i % media.Length])];

    private List<TPart> TakeBatch(List<TPart> line, BatchLimits within, bool inOrder)
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

    private void Run(List<TPart> batch, bool pack)
    {
        model.Run(batch.Count, kind.Fill(batch, model));
        for (var i = 0; pack && i < batch.Count; i++)
        {
            var tokens = model.Tokens(i);
            TensorCodec.Pack(tokens, tokens.Length / kind.Columns, kind.Columns);
        }
    }
}

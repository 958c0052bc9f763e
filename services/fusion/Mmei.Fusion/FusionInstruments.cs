using System.Diagnostics.Metrics;
using Mmei.Fusion.Fuse;

namespace Mmei.Fusion;

/// <summary>What the fusion service reports about itself.</summary>
internal sealed class FusionInstruments
{
    private readonly Counter<long> _joins;
    private readonly Counter<long> _dropped;
    private readonly Histogram<double> _joinWait;
    private readonly Histogram<int> _batchSize;

    public FusionInstruments(IMeterFactory meters)
    {
        var meter = meters.Create("Mmei.Fusion");
        _joins = meter.CreateCounter<long>("mmei.fusion.joins", "{join}", "Observations by outcome: full, degraded, failed.");
        _dropped = meter.CreateCounter<long>("mmei.fusion.parts.dropped", "{part}", "Parts that joined nothing: late, duplicate, orphan.");
        _joinWait = meter.CreateHistogram<double>("mmei.fusion.join.duration", "ms", "From the last awaited part to the start of fusion.");
        _batchSize = meter.CreateHistogram<int>("mmei.fusion.batch.size", "{observation}", "Observations in one model run.");
    }

    public void Published(FusionOutcome outcome)
    {
        var name = outcome switch { { State: null } => "failed", { Joined.Degraded: true } => "degraded", _ => "full" };
        _joins.Add(1, new KeyValuePair<string, object?>("outcome", name));
        _joinWait.Record(outcome.JoinMs);
    }

    public void PartLate() => _dropped.Add(1, new KeyValuePair<string, object?>("reason", "late"));

    public void PartDuplicate() => _dropped.Add(1, new KeyValuePair<string, object?>("reason", "duplicate"));

    public void PartOrphaned(int count) => _dropped.Add(count, new KeyValuePair<string, object?>("reason", "orphan"));

    public void BatchFused(int size) => _batchSize.Record(size);
}

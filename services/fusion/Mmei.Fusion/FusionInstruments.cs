using System.Diagnostics;
using System.Diagnostics.Metrics;
using Mmei.Fusion.Fuse;
using Mmei.Fusion.Join;

namespace Mmei.Fusion;

/// <summary>What the fusion service reports about itself.</summary>
internal sealed class FusionInstruments
{
    public const string Name = "Mmei.Fusion";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>Finer than the default ones: a join adds little.</summary>
    private static readonly double[] Seconds = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1];

    private readonly Meter _meter;
    private readonly Counter<long> _joins;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _redelivered;
    private readonly Counter<long> _emotionChanges;
    private readonly Histogram<double> _joinWait;
    private readonly Histogram<int> _batchSize;

    public FusionInstruments(IMeterFactory meters)
    {
        _meter = meters.Create(Name);
        _joins = _meter.CreateCounter<long>("mmei.fusion.joins", "{join}", "Observations by outcome: full, degraded, expired (nothing usable came).");
        _dropped = _meter.CreateCounter<long>("mmei.fusion.parts.dropped", "{part}", "Messages that joined nothing: late, duplicate, orphan.");
        _redelivered = _meter.CreateCounter<long>("mmei.fusion.parts.redelivered", "{part}", "Messages that the broker had delivered before.");
        _emotionChanges = _meter.CreateCounter<long>("mmei.fusion.session.changes", "{change}", "Observations at which the emotion of a session changed.");
        _joinWait = _meter.CreateHistogram(
            "mmei.fusion.join.duration",
            "s",
            "From the last awaited part, or the deadline, to the start of fusion: what the join adds to the slowest modality.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
        _batchSize = _meter.CreateHistogram<int>("mmei.fusion.batch.size", "{observation}", "Observations in one model run.");
    }

    public void ObserveOpenJoins(Func<int> count) =>
        _meter.CreateObservableUpDownCounter("mmei.fusion.joins.open", count, "{join}", "Observations whose outcome is not published yet.");

    public void ObserveSessions(Func<int> count) =>
        _meter.CreateObservableUpDownCounter("mmei.fusion.sessions", count, "{session}", "Sessions that are remembered.");

    public void Published(FusionOutcome outcome)
    {
        var name = outcome switch { { State: null } => "expired", { Joined.Degraded: true } => "degraded", _ => "full" };
        _joins.Add(1, new KeyValuePair<string, object?>("outcome", name));
        _joinWait.Record(outcome.JoinMs / 1000);
        if (outcome.Session?.Change is not null)
        {
            _emotionChanges.Add(1);
        }
    }

    public void PartLate() => _dropped.Add(1, new KeyValuePair<string, object?>("reason", "late"));

    public void PartDuplicate() => _dropped.Add(1, new KeyValuePair<string, object?>("reason", "duplicate"));

    public void PartOrphaned(int count) => _dropped.Add(count, new KeyValuePair<string, object?>("reason", "orphan"));

    public void Redelivered() => _redelivered.Add(1);

    public void BatchFused(int size) => _batchSize.Record(size);

    /// <summary>The span of an outcome's publication, in the trace of the request that asked for it; null where nobody listens.</summary>
    public static Activity? StartFusion(JoinedObservation joined) => Source.StartActivity("fuse", ActivityKind.Consumer, joined.Trace);
}

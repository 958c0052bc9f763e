using System.Diagnostics;
using System.Diagnostics.Metrics;
using Mmei.Contracts.V1;
using Mmei.Fusion.Join;
using Mmei.Hosting.Tenancy;

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
        _joins = _meter.CreateCounter<long>("mmei.fusion.joins", "{join}", "By outcome: full, degraded, expired (nothing usable came).");
        _dropped = _meter.CreateCounter<long>("mmei.fusion.messages.dropped", "{message}", "What joined nothing: late, duplicate, orphan.");
        _redelivered = _meter.CreateCounter<long>("mmei.fusion.messages.redelivered", "{message}", "What the broker had delivered before.");
        _emotionChanges = _meter.CreateCounter<long>("mmei.fusion.session.changes", "{change}", "Changes of a session's emotion.");
        _joinWait = _meter.CreateHistogram(
            "mmei.fusion.join.duration",
            "s",
            "From the last awaited message, or the deadline, to the start of fusion: what the join adds to the slowest modality.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
        _batchSize = _meter.CreateHistogram<int>("mmei.fusion.batch.size", "{observation}", "Observations in one model run.");
    }

    public void ObserveOpenJoins(Func<int> count) =>
        _meter.CreateObservableUpDownCounter("mmei.fusion.joins.open", count, "{join}", "Observations whose outcome is not published yet.");

    public void ObserveSessions(Func<int> count) =>
        _meter.CreateObservableUpDownCounter("mmei.fusion.sessions", count, "{session}", "Sessions that are remembered.");

    /// <param name="perception">Null where nothing usable came.</param>
    public void Published(Perception? perception)
    {
        var outcome = perception switch { null => "expired", { Degraded: true } => "degraded", _ => "full" };
        _joins.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        _joinWait.Record((perception?.JoinMs ?? 0) / 1000);
        if (perception?.Session?.Change is not null)
        {
            _emotionChanges.Add(1);
        }
    }

    public void DroppedLate() => Dropped(1, "late");

    public void DroppedDuplicate() => Dropped(1, "duplicate");

    public void DroppedOrphans(int count) => Dropped(count, "orphan");

    public void Redelivered() => _redelivered.Add(1);

    public void BatchFused(int size) => _batchSize.Record(size);

    /// <summary>
    /// The span of an outcome's publication, in the trace of the request that asked for it; null where nobody listens. What is logged
    /// within it tells whose work it is.
    /// </summary>
    public static Activity? StartFusion(JoinedObservation joined)
    {
        var fusion = Source.StartActivity("fuse", ActivityKind.Consumer, joined.Trace);
        TenantOfWork.Tell(joined.Ticket.TenantId);
        return fusion;
    }

    private void Dropped(int count, string reason) => _dropped.Add(count, new KeyValuePair<string, object?>("reason", reason));
}

using System.Diagnostics.Metrics;

namespace Mmei.Ranking;

/// <summary>What this service measures.</summary>
internal sealed class RankingInstruments
{
    public const string MeterName = "Mmei.Ranking";

    private readonly Histogram<double> _duration;
    private readonly Histogram<int> _candidates;
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _repeated;
    private readonly Counter<long> _late;
    private readonly Counter<long> _fallbacks;
    private readonly Counter<long> _unfitted;
    private readonly Counter<long> _indexed;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _policies;
    private readonly Counter<long> _records;
    private readonly Counter<long> _replays;
    private readonly Counter<long> _takeOverLooks;
    private volatile bool _isIndexBroken;
    private volatile int _reindexing;

    public RankingInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _duration = meter.CreateHistogram<double>("mmei.ranking.duration", "s", "From an observation to its slate.");
        _candidates = meter.CreateHistogram<int>("mmei.ranking.candidates", "{item}", "Items considered for a slate.");
        _decisions = meter.CreateCounter<long>("mmei.ranking.decisions", "{decision}", "Slates made.");
        _repeated = meter.CreateCounter<long>(
            "mmei.ranking.observations.repeated", "{observation}", "Observations that were answered already.");
        _late = meter.CreateCounter<long>(
            "mmei.ranking.observations.late", "{observation}", "Observations that nobody waited for any more.");
        _fallbacks = meter.CreateCounter<long>("mmei.ranking.fallbacks", "{decision}", "Slates made without the vector index.");
        _unfitted = meter.CreateCounter<long>(
            "mmei.ranking.unfitted", "{decision}", "Slates made of a fusion model and a content model that were not fitted together.");
        _indexed = meter.CreateCounter<long>("mmei.ranking.items", "{item}", "Encoded items that arrived, by what became of them.");
        _rejected = meter.CreateCounter<long>("mmei.ranking.items.rejected", "{item}", "Encoded items that were malformed.");
        _policies = meter.CreateCounter<long>(
            "mmei.ranking.policies", "{snapshot}", "Policy snapshots that arrived, by what became of them.");
        _records = meter.CreateCounter<long>("mmei.ranking.records", "{decision}", "Records of decisions, by what became of them.");
        _replays = meter.CreateCounter<long>("mmei.ranking.replays", "{decision}", "Decisions made again, by how they came out.");
        _takeOverLooks = meter.CreateCounter<long>(
            "mmei.ranking.take_over.looks", "{look}", "Looks whether another policy may take over by a rule, by what was found.");
        meter.CreateObservableUpDownCounter(
            "mmei.ranking.index.breaker_open", () => _isIndexBroken ? 1 : 0, "{breaker}",
            "1 while calls of the vector index fail at once instead of waiting.");
        meter.CreateObservableUpDownCounter(
            "mmei.ranking.reindex.remaining", () => _reindexing, "{item}",
            "Items that the next content model has yet to encode; 0 where there is none.");
    }

    public void Decided(TimeSpan duration, int candidates, bool explored, bool fallback)
    {
        _duration.Record(duration.TotalSeconds);
        _candidates.Record(candidates);
        _decisions.Add(1, new KeyValuePair<string, object?>("explored", explored));
        if (fallback)
        {
            _fallbacks.Add(1);
        }
    }

    public void LookedAtTakeOver(bool takesOver) =>
        _takeOverLooks.Add(1, new KeyValuePair<string, object?>("found", takesOver ? "takes over" : "not yet"));

    public void Unfitted() => _unfitted.Add(1);

    public void IndexBroken(bool isBroken) => _isIndexBroken = isBroken;

    public void Reindexing(int remaining) => _reindexing = remaining;

    public void ObservationRepeated() => _repeated.Add(1);

    public void ObservationLate() => _late.Add(1);

    public void ItemsIndexed(int indexed, int outdated)
    {
        _indexed.Add(indexed, new KeyValuePair<string, object?>("outcome", "indexed"));
        _indexed.Add(outdated, new KeyValuePair<string, object?>("outcome", "outdated"));
    }

    public void ItemRejected() => _rejected.Add(1);

    public void DecisionKept(string outcome) => _records.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void Replayed(string outcome) => _replays.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void PolicyArrived(string outcome) => _policies.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}

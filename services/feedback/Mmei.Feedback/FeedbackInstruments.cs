using System.Diagnostics.Metrics;

namespace Mmei.Feedback;

/// <summary>What an operator watches of the learning loop.</summary>
internal sealed class FeedbackInstruments
{
    public const string MeterName = "Mmei.Feedback";

    private readonly Counter<long> _decisions;
    private readonly Counter<long> _rejectedDecisions;
    private readonly Counter<long> _signals;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _orphans;
    private readonly Counter<long> _rebuilds;
    private readonly Histogram<double> _rewards;
    private readonly Gauge<long> _policyVersion;

    public FeedbackInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _decisions = meter.CreateCounter<long>("mmei.feedback.decisions", "{decision}", "Decisions stored.");
        _rejectedDecisions = meter.CreateCounter<long>("mmei.feedback.decisions.rejected", "{decision}", "Decisions that cannot be learned from.");
        _signals = meter.CreateCounter<long>("mmei.feedback.signals", "{signal}", "Signals stored.");
        _duplicates = meter.CreateCounter<long>("mmei.feedback.signals.duplicate", "{signal}", "Signals whose id was known already.");
        _orphans = meter.CreateCounter<long>(
            "mmei.feedback.signals.orphan", "{signal}", "Signals seen whose decision is not here, or does not have their item; kept in case it comes.");
        _rebuilds = meter.CreateCounter<long>("mmei.feedback.policy.rebuilds", "{rebuild}", "Damaged policy states rebuilt from the stored rewards.");
        _rewards = meter.CreateHistogram<double>(
            "mmei.feedback.rewards",
            "1",
            "Rewards assigned or changed.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] });
        _policyVersion = meter.CreateGauge<long>("mmei.feedback.policy.version", "1", "The latest version of each tenant's policy.");
    }

    public void DecisionStored() => _decisions.Add(1);

    public void DecisionRejected() => _rejectedDecisions.Add(1);

    public void SignalsStored(int accepted, int duplicates)
    {
        _signals.Add(accepted);
        _duplicates.Add(duplicates);
    }

    public void OrphansSeen(int count) => _orphans.Add(count);

    public void RewardAssigned(double reward) => _rewards.Record(reward);

    public void PolicyLearned(string tenant, long version) => _policyVersion.Record(version, new KeyValuePair<string, object?>("tenant", tenant));

    public void PolicyRebuilt() => _rebuilds.Add(1);
}

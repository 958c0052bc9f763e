using System.Diagnostics.Metrics;
using Mmei.Feedback.Rewards;
using Mmei.Feedback.Signals;

namespace Mmei.Feedback;

/// <summary>What an operator watches of the learning loop.</summary>
internal sealed class FeedbackInstruments
{
    public const string MeterName = "Mmei.Feedback";

    private readonly Counter<long> _decisions;
    private readonly Counter<long> _rejectedDecisions;
    private readonly Counter<long> _signals;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _late;
    private readonly Counter<long> _orphans;
    private readonly Counter<long> _rebuilds;
    private readonly Histogram<double> _rewards;
    private readonly Counter<long> _policies;

    public FeedbackInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _decisions = meter.CreateCounter<long>("mmei.feedback.decisions", "{decision}", "Decisions stored.");
        _rejectedDecisions = meter.CreateCounter<long>(
            "mmei.feedback.decisions.rejected", "{decision}", "Decisions that cannot be learned from.");
        _signals = meter.CreateCounter<long>("mmei.feedback.signals", "{signal}", "Signals stored.");
        _duplicates = meter.CreateCounter<long>("mmei.feedback.signals.duplicate", "{signal}", "Signals whose id was known already.");
        _late = meter.CreateCounter<long>(
            "mmei.feedback.signals.late", "{signal}", "Signals stored from after their decision's reward window: for the person's taste alone.");
        _orphans = meter.CreateCounter<long>(
            "mmei.feedback.signals.orphan", "{signal}", "Signals whose decision was not here, or does not have their item; each once. Kept in case it comes.");
        _rebuilds = meter.CreateCounter<long>(
            "mmei.feedback.policy.rebuilds", "{rebuild}", "Weeks of a policy that were not stored intact and were made again from the rewards.");
        _rewards = meter.CreateHistogram<double>(
            "mmei.feedback.rewards",
            "1",
            "Rewards assigned or changed.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] });
        _policies = meter.CreateCounter<long>("mmei.feedback.policies", "{policy}", "New policy states learned.");
    }

    public void DecisionStored() => _decisions.Add(1);

    public void DecisionRejected() => _rejectedDecisions.Add(1);

    public void SignalsStored(AddedSignals added, int duplicates)
    {
        _signals.Add(added.New);
        _late.Add(added.Late);
        _duplicates.Add(duplicates);
    }

    public void Learned(Learned learned)
    {
        _orphans.Add(learned.Orphaned.Count);
        _rebuilds.Add(learned.Rebuilt);
        _policies.Add(learned.Weeks.Keys.Select(week => week.FeatureVersion).Distinct().Count());
        foreach (var item in learned.Rewards)
        {
            _rewards.Record(item.Reward.Value);
        }
    }
}

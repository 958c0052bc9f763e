using Mmei.Contracts.Taxonomy;

namespace Mmei.Feedback.Signals;

/// <summary>What a person did with an item, valid. ObservationId is the later observation of an emotion signal.</summary>
/// <param name="Orphan">Whether it was last seen without a decision that shows its item.</param>
internal sealed record Signal(
    string Id, Guid DecisionId, string ItemId, SignalKind Kind, double? Value, Guid? ObservationId, DateTimeOffset At, bool Orphan = false);

using Mmei.Contracts.Taxonomy;

namespace Mmei.Feedback.Store;

/// <summary>A valid signal, as it is stored. ObservationId is the later observation of an emotion signal.</summary>
internal sealed record Signal(
    string Id, Guid DecisionId, string ItemId, SignalKind Kind, double? Value, Guid? ObservationId, DateTimeOffset At);

using Mmei.Contracts.Taxonomy;

namespace Mmei.Feedback.Rewards;

/// <summary>What one signal says about one item of one decision.</summary>
/// <param name="Id">Unique: two signals with one id are one signal.</param>
/// <param name="Kind">What the person did.</param>
/// <param name="Value">Dwell: seconds; complete: [0, 1]; emotion: change of valence, [-2, 2], absent until known; the rest have
/// none.</param>
/// <param name="At">When it happened, by the client's clock.</param>
internal readonly record struct Evidence(string Id, SignalKind Kind, double? Value, DateTimeOffset At);

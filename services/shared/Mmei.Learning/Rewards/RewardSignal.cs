namespace Mmei.Learning.Rewards;

/// <summary>One signal on one item of one decision.</summary>
/// <param name="Id">Unique: two signals with one id are one signal.</param>
/// <param name="Kind">What the person did.</param>
/// <param name="Value">See <see cref="SignalKind"/>; absent where the kind has none.</param>
/// <param name="At">When it happened, by the client's clock.</param>
public readonly record struct RewardSignal(string Id, SignalKind Kind, double? Value, DateTimeOffset At);

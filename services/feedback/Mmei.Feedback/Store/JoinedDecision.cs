using Mmei.Learning.Rewards;

namespace Mmei.Feedback.Store;

/// <summary>
/// A decision with everything that is known about it: its items, their rewards so far, and all signals on them. Once closed it stays so,
/// whatever the clock of the replica that looks at it next.
/// </summary>
internal sealed record JoinedDecision(
    Guid DecisionId,
    string? UserId,
    DateTimeOffset MadeAt,
    DateTimeOffset ClosesAt,
    bool Closed,
    int FeatureVersion,
    IReadOnlyList<JoinedItem> Items);

/// <summary>A shown item. Reward is null until there is one; Revision counts its changes.</summary>
internal sealed record JoinedItem(
    string ItemId, int Position, double[] Features, Reward? Reward, long Revision, IReadOnlyList<RewardSignal> Signals);

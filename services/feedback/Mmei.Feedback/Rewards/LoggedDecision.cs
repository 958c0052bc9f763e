using Mmei.Feedback.Policies;
using Mmei.Learning;

namespace Mmei.Feedback.Rewards;

/// <summary>
/// A decision as far as rewards depend on it. Once closed it stays so, whatever the clock of the replica that looks at it next.
/// </summary>
/// <param name="Valence">Of the observation's emotion.</param>
/// <param name="SessionValence">Of the session's smoothed emotion, which single observations disturb less; null without a session.</param>
internal sealed record LoggedDecision(
    Guid DecisionId,
    Guid ObservationId,
    string? UserId,
    DateTimeOffset MadeAt,
    DateTimeOffset ClosesAt,
    bool Closed,
    long FeatureVersion,
    double Valence,
    double? SessionValence)
{
    /// <summary>The part of the policy that learns from it.</summary>
    public PolicyWeek PolicyWeek => new(FeatureVersion, Weeks.Of(MadeAt));

    public bool IsClosed(DateTimeOffset now) => Closed || ClosesAt <= now;

    /// <summary>
    /// How the person's valence has changed until then, in [-2, 2]: of their sessions where both have one. Null unless both are of the
    /// same person
    /// and in this order.
    /// </summary>
    public double? ValenceChange(LoggedDecision later) => UserId is null || later.UserId != UserId || later.MadeAt <= MadeAt
        ? null
        : later.SessionValence - SessionValence ?? later.Valence - Valence;
}

/// <summary>
/// A shown item. RewardValue, what was learned of it, is null until there is one, and so are SaidReward and SaidAt, what was told of it.
/// Revision counts the changes of either. Voted: the reward is in the person's vote.
/// </summary>
internal sealed record ShownItem(
    Guid DecisionId,
    string ItemId,
    long Position,
    double[] Features,
    double? RewardValue,
    long Traits,
    long Revision,
    double? SaidReward = null,
    long SaidOpinion = 0,
    DateTimeOffset? SaidAt = null,
    bool Voted = false)
{
    public Reward? Reward => RewardValue is { } value ? new Reward(value, (RewardTraits)Traits) : null;

    public Said? Said => SaidReward is { } value && SaidAt is { } at ? new Said(value, (Opinion)SaidOpinion, at) : null;
}

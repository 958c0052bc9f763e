using Mmei.Contracts.Api.V1;
using Mmei.Contracts.V1;
using Mmei.Learning.Policies;

namespace Mmei.Feedback.Policies;

/// <summary>The rule by which another policy takes the place of the one in force.</summary>
/// <param name="Rule">As it was set.</param>
/// <param name="Version">Of the policy with which it was set; another rule has another.</param>
/// <param name="Since">When it was set.</param>
internal sealed record StandingRule(TakeOverRule Rule, long Version, DateTimeOffset Since)
{
    /// <summary>As rankers are told, who see what was earned.</summary>
    /// <param name="rewardWindow">How long after a decision it is known what it earned.</param>
    public TakeOverInForce ToMessage(TimeSpan rewardWindow) => new()
    {
        Version = Version,
        Since = Since,
        RewardWindow = rewardWindow,
        Policy = Rule.Policy ?? KnownPolicies.ThompsonSampling,
        Exploration = Rule.Exploration!.Value,
        LeastDecisions = Rule.LeastDecisions,
        LeastMatchRate = Rule.LeastMatchRate,
        LeastLift = Rule.LeastLift,
    };
}

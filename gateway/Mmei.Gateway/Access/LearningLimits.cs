namespace Mmei.Gateway.Access;

/// <summary>Section <c>Feedback</c>, the part that the gateway publishes: the feedback service's settings, given to both.</summary>
internal sealed class LearningLimits
{
    public const string Section = "Feedback";

    /// <summary>How long after a decision the policy learns from signals on it.</summary>
    public TimeSpan RewardWindow { get; init; } = TimeSpan.FromMinutes(30);
}

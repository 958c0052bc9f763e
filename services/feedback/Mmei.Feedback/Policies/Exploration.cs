namespace Mmei.Feedback.Policies;

/// <summary>Which policy explores, and how much.</summary>
/// <param name="Policy">One of <see cref="Learning.Policies.KnownPolicies.Names"/>.</param>
/// <param name="Amount">At least 0.</param>
internal sealed record Exploration(string Policy, double Amount)
{
    /// <summary>Where nothing was set for a tenant.</summary>
    public static Exploration Default(FeedbackOptions options) => new(options.Policy, options.NoiseScale);
}

using Mmei.Contracts.V1;

namespace Mmei.Feedback.Policies;

/// <summary>The latest posterior of a tenant for one feature layout.</summary>
/// <param name="Posterior">As it is now: what was learned long ago may have faded.</param>
/// <param name="Exploration">What was set for the tenant; null: nothing was.</param>
/// <param name="Experiment">What runs beside it, if anything does.</param>
/// <param name="TakeOver">By which another one takes its place, if any does.</param>
internal sealed record StoredPolicy(
    string TenantId,
    int FeatureVersion,
    long Version,
    LinearPosterior Posterior,
    DateTimeOffset UpdatedAt,
    Exploration? Exploration = null,
    ExperimentInForce? Experiment = null,
    StandingRule? TakeOver = null);

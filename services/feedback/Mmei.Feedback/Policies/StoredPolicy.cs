namespace Mmei.Feedback.Policies;

/// <summary>The latest posterior of a tenant for one feature layout.</summary>
/// <param name="Exploration">What was set for the tenant; null: nothing was.</param>
internal sealed record StoredPolicy(
    string TenantId,
    int FeatureVersion,
    long Version,
    LinearPosterior Posterior,
    DateTimeOffset UpdatedAt,
    Exploration? Exploration = null);

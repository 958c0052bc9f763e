namespace Mmei.Feedback.Policies;

/// <summary>The latest posterior of a tenant for one feature layout.</summary>
internal sealed record StoredPolicy(string TenantId, int FeatureVersion, long Version, LinearPosterior Posterior, DateTimeOffset UpdatedAt);

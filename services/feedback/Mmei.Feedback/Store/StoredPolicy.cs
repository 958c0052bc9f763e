using Mmei.Learning;

namespace Mmei.Feedback.Store;

/// <summary>The latest posterior of a tenant for one feature layout.</summary>
internal sealed record StoredPolicy(string Tenant, int FeatureVersion, long Version, LinearPosterior Posterior, DateTimeOffset UpdatedAt);

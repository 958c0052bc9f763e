using Microsoft.Extensions.Options;
using Mmei.Feedback.Policies;
using Mmei.Storage;

namespace Mmei.Feedback.Store;

internal sealed class SqlPolicyStore(ISqlDatabase database, IOptions<FeedbackOptions> options) : IPolicyStore
{
    public async Task<IReadOnlyList<string>> TenantsAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync<string>("SELECT DISTINCT tenant_id FROM feedback_policies", null, cancellationToken);

    public async Task<IReadOnlyList<StoredPolicy>> PoliciesAsync(bool onlyUnsent, CancellationToken cancellationToken)
    {
        var served = await database.ReadAsync(
            session => session.ReadServedAsync(tenantId: null, onlyUnsent, options.Value.HalfLife), cancellationToken);
        return [.. served.Select(policy => policy.Policy)];
    }

    public Task MarkSentAsync(StoredPolicy policy, CancellationToken cancellationToken) => database.RunAsync(
        """
        UPDATE feedback_policies SET broadcast_version = @Version
        WHERE tenant_id = @TenantId AND feature_version = @FeatureVersion AND broadcast_version < @Version
        """,
        policy,
        cancellationToken);
}

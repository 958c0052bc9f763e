using Mmei.Feedback.Policies;
using Mmei.Learning;
using Mmei.Storage;

namespace Mmei.Feedback.Store;

internal sealed class SqlPolicyStore(ISqlDatabase database) : IPolicyStore
{
    public async Task<IReadOnlyList<StoredPolicy>> PoliciesAsync(bool onlyUnsent, CancellationToken cancellationToken)
    {
        var served = await database.ReadAsync(session => session.ReadServedAsync(tenantId: null, onlyUnsent), cancellationToken);
        return [.. served.Select(policy => policy.Policy)];
    }

    public Task MarkSentAsync(StoredPolicy policy, CancellationToken cancellationToken) => database.RunAsync(
        """
        UPDATE feedback_policies SET broadcast_version = @Version
        WHERE tenant_id = @TenantId AND feature_version = @FeatureVersion AND broadcast_version < @Version
        """,
        policy,
        cancellationToken);

    /// <summary>The posterior, or null where its state is damaged.</summary>
    public static LinearPosterior? Intact(byte[] state)
    {
        try
        {
            return LinearPosterior.FromBytes(state);
        }
        catch (CorruptStateException)
        {
            return null;
        }
    }
}

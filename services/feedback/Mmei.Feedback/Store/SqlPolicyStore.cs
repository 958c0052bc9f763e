using Mmei.Feedback.Policies;
using Mmei.Learning;
using Mmei.Storage;

namespace Mmei.Feedback.Store;

internal sealed class SqlPolicyStore(ISqlDatabase database) : IPolicyStore
{
    public async Task<IReadOnlyList<StoredPolicy>> PoliciesAsync(bool onlyUnsent, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync<(string TenantId, long FeatureVersion, long Version, byte[] State, DateTimeOffset UpdatedAt)>(
            """
            SELECT tenant_id, feature_version, version, posterior, updated_at FROM feedback_policies
            WHERE version > broadcast_version OR @all = 1 ORDER BY tenant_id, feature_version
            """,
            new { all = !onlyUnsent },
            cancellationToken);

        // A damaged state is not sent: rankers keep the one they have, and the next reward rebuilds it.
        return
        [
            .. from row in rows
               let posterior = Intact(row.State)
               where posterior is not null
               select new StoredPolicy(row.TenantId, (int)row.FeatureVersion, row.Version, posterior, row.UpdatedAt),
        ];
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

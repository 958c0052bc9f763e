using Mmei.Storage;

namespace Mmei.Feedback.Store;

/// <summary>The row that whoever works on a tenant's learning locks.</summary>
internal static class TenantLock
{
    /// <summary>Waits for its turn; the lock ends with the transaction.</summary>
    /// <returns>The version of the tenant's latest policy; 0: none.</returns>
    public static async Task<long> LockTenantAsync(this SqlSession session, string tenantId)
    {
        await session.RunAsync("INSERT INTO feedback_tenants (tenant_id) VALUES (@tenantId) ON CONFLICT (tenant_id) DO NOTHING", new { tenantId });
        const string Locking = "SELECT policy_version FROM feedback_tenants WHERE tenant_id = @tenantId {forUpdate}";
        return (await session.ReadAsync<long>(Locking, new { tenantId })).Single();
    }
}

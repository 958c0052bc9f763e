using Mmei.Storage;
using Mmei.Storage.Retention;

namespace Mmei.Ranking.Decisions.Keep;

/// <summary>Records of decisions in SQLite or PostgreSQL.</summary>
internal sealed class SqlDecisionStore(ISqlDatabase database) : IDecisionStore
{
    public Task AddAsync(StoredRecord record, KeptPolicy policy, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var parameters = new { record.TenantId, record.PolicyId, record.MadeAt, policy.State };

            // Looked for first: it is there but for the first decision by it, and it is the larger of the two.
            var known = await session.ReadAsync<long>(
                "SELECT 1 FROM ranking_policies WHERE tenant_id = @TenantId AND policy_id = @PolicyId",
                new { record.TenantId, record.PolicyId });
            if (known.Length == 0)
            {
                await session.RunAsync(
                    """
                    INSERT INTO ranking_policies (tenant_id, policy_id, decided_at, state) VALUES (@TenantId, @PolicyId, @MadeAt, @State)
                    ON CONFLICT (tenant_id, policy_id) DO NOTHING
                    """,
                    parameters);
            }

            await session.RunAsync(
                """
                INSERT INTO ranking_decisions (tenant_id, decision_id, user_id, made_at, policy_id, record)
                SELECT @TenantId, @DecisionId, @UserId, @MadeAt, @PolicyId, @Record
                WHERE NOT EXISTS (SELECT 1 FROM ranking_erasures WHERE tenant_id = @TenantId AND person = @person AND erased_at >= @MadeAt)
                ON CONFLICT (tenant_id, decision_id) DO NOTHING
                """,
                new
                {
                    record.TenantId,
                    record.DecisionId,
                    record.UserId,
                    record.MadeAt,
                    record.PolicyId,
                    record.Record,
                    person = PersonDigest.Of(record.TenantId, record.UserId ?? ""),
                });
        },
        cancellationToken);

    public async Task<byte[]?> FindAsync(string tenantId, Guid decisionId, CancellationToken cancellationToken) =>
        (await database.ReadAsync<byte[]>(
            "SELECT record FROM ranking_decisions WHERE tenant_id = @tenantId AND decision_id = @decisionId",
            new { tenantId, decisionId },
            cancellationToken)).SingleOrDefault();

    public async Task<IReadOnlyList<byte[]>> LatestAsync(string tenantId, int most, CancellationToken cancellationToken) =>
        await database.ReadAsync<byte[]>(
            "SELECT record FROM ranking_decisions WHERE tenant_id = @tenantId ORDER BY made_at DESC, decision_id DESC LIMIT @most",
            new { tenantId, most },
            cancellationToken);

    public async Task<IReadOnlyList<(DateTimeOffset MadeAt, byte[] Record)>> BetweenAsync(
        string tenantId, DateTimeOffset after, DateTimeOffset until, int most, CancellationToken cancellationToken) =>
        await database.ReadAsync<(DateTimeOffset, byte[])>(
            """
            SELECT made_at, record FROM ranking_decisions
            WHERE tenant_id = @tenantId AND made_at > @after AND made_at <= @until AND user_id IS NOT NULL
            ORDER BY made_at, decision_id LIMIT @most
            """,
            new { tenantId, after, until, most },
            cancellationToken);

    public Task<(int Count, IReadOnlyList<byte[]> Latest)> OfPersonAsync(
        string tenantId, string userId, int most, CancellationToken cancellationToken) => database.ReadAsync<(int, IReadOnlyList<byte[]>)>(
            async session =>
            {
                var count = await session.ReadAsync<long>(
                    "SELECT COUNT(*) FROM ranking_decisions WHERE tenant_id = @tenantId AND user_id = @userId", new { tenantId, userId });
                var latest = await session.ReadAsync<byte[]>(
                    """
                    SELECT record FROM ranking_decisions WHERE tenant_id = @tenantId AND user_id = @userId
                    ORDER BY made_at DESC, decision_id DESC LIMIT @most
                    """,
                    new { tenantId, userId, most });
                return ((int)count.Single(), latest);
            },
            cancellationToken);

    public async Task<byte[]?> FindPolicyAsync(string tenantId, string policyId, CancellationToken cancellationToken) =>
        (await database.ReadAsync<byte[]>(
            "SELECT state FROM ranking_policies WHERE tenant_id = @tenantId AND policy_id = @policyId",
            new { tenantId, policyId },
            cancellationToken)).SingleOrDefault();

    public Task<int> EraseAsync(string tenantId, string userId, CancellationToken cancellationToken) => database.RunAsync(
        "DELETE FROM ranking_decisions WHERE tenant_id = @tenantId AND user_id = @userId", new { tenantId, userId }, cancellationToken);
}

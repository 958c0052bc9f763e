using System.Security.Cryptography;
using System.Text;

namespace Mmei.Storage.Schema;

/// <summary>
/// Applies what is missing of each schema, all of it in one transaction, under a lock that holds off other replicas: an advisory lock on
/// PostgreSQL, the write lock on SQLite. What has been applied is recorded in <c>mmei_schema</c> with its SHA-256. Steps that only a newer
/// version knows are left alone, so that old and new replicas can run side by side during an upgrade.
/// </summary>
internal sealed class SchemaMigrator(SqlDatabase database, IEnumerable<SqlSchema> schemas, TimeProvider time)
{
    // Any constant will do, as long as it stays: it names the lock.
    private const long LockKey = 0x6D6D_6569_0001;

    /// <exception cref="SchemaMismatchException">A step was applied with other content than ours. Nothing has changed.</exception>
    public Task MigrateAsync(CancellationToken cancellationToken) => database.WriteOnceAsync(
        async session =>
        {
            if (session.Dialect.Provider == StorageProvider.PostgreSql)
            {
                await session.RunAsync("SELECT pg_advisory_xact_lock(@LockKey)", new { LockKey });
            }

            await session.RunAsync(
                """
                CREATE TABLE IF NOT EXISTS mmei_schema (
                    service TEXT NOT NULL, name TEXT NOT NULL, hash TEXT NOT NULL, applied_at BIGINT NOT NULL, PRIMARY KEY (service, name))
                """);

            // What readiness writes to, see DatabaseHealthCheck.
            await session.RunAsync("CREATE TABLE IF NOT EXISTS mmei_probe (id BIGINT PRIMARY KEY, at BIGINT NOT NULL)");
            foreach (var schema in schemas)
            {
                await MigrateAsync(session, schema);
            }

            return 0;
        },
        cancellationToken);

    private async Task MigrateAsync(SqlSession session, SqlSchema schema)
    {
        var rows = await session.ReadAsync<(string Name, string Hash)>("SELECT name, hash FROM mmei_schema WHERE service = @Service", new { schema.Service });
        var applied = rows.ToDictionary(row => row.Name, row => row.Hash);
        foreach (var step in schema.Steps)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(step.Sql)));
            if (!applied.TryGetValue(step.Name, out var known))
            {
                await session.RunAsync(step.Sql);
                await session.RunAsync(
                    "INSERT INTO mmei_schema (service, name, hash, applied_at) VALUES (@Service, @Name, @hash, @now)",
                    new { schema.Service, step.Name, hash, now = time.GetUtcNow() });
            }
            else if (known != hash)
            {
                throw new SchemaMismatchException($"Step {step.Name} of {schema.Service} was applied with other content; steps never change.");
            }
        }
    }
}

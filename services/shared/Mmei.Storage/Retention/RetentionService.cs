using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mmei.Hosting.Background;

namespace Mmei.Storage.Retention;

/// <summary>Deletes what is old, a small batch of each kind and tenant at a time: writers never wait for more than one.</summary>
internal sealed class RetentionService : RecurringService
{
    public const string MeterName = "Mmei.Storage";

    /// <summary>Between two batches, for those who write.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);

    private readonly ISqlDatabase _database;
    private readonly IRetainedData[] _kinds;
    private readonly RetentionOptions _options;
    private readonly Counter<long> _deleted;

    public RetentionService(
        ISqlDatabase database, IEnumerable<IRetainedData> kinds, IOptions<RetentionOptions> options, IMeterFactory meters,
        TimeProvider time, ILogger<RetentionService> logger)
        : base(time, logger)
    {
        (_database, _kinds, _options) = (database, [.. kinds], options.Value);
        _deleted = meters.Create(MeterName).CreateCounter<long>(
            "mmei.storage.retention.deleted", "{record}", "What was deleted because it was old, by kind.");
    }

    protected override async Task<TimeSpan?> RunOnceAsync(CancellationToken cancellationToken)
    {
        var isMore = false;
        foreach (var kind in _kinds)
        {
            foreach (var tenant in await TenantsAsync(kind.Table, cancellationToken))
            {
                var before = Time.GetUtcNow() - kind.KeptFor(_options, _options.Tenants.GetValueOrDefault(tenant));
                var count = await kind.DeleteAsync(tenant, before, _options.Batch, cancellationToken);
                _deleted.Add(count, new KeyValuePair<string, object?>("kind", kind.Kind));
                isMore |= count >= _options.Batch;
            }
        }

        return isMore ? Breath : _options.Interval;
    }

    // One step in the index for each tenant, however many rows it has.
    private Task<string[]> TenantsAsync(string table, CancellationToken cancellationToken) => _database.ReadAsync<string>(
        $"""
        WITH RECURSIVE tenants (tenant_id) AS (
            SELECT MIN(tenant_id) FROM {table}
            UNION ALL
            SELECT (SELECT MIN(tenant_id) FROM {table} WHERE tenant_id > tenants.tenant_id) FROM tenants WHERE tenants.tenant_id IS NOT NULL)
        SELECT tenant_id FROM tenants WHERE tenant_id IS NOT NULL
        """,
        null,
        cancellationToken);
}

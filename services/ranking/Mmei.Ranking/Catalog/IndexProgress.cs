using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Mmei.Hosting.Failures;

namespace Mmei.Ranking.Catalog;

/// <summary>How far the index is behind a tenant's catalog.</summary>
internal sealed class IndexProgress(ICatalogStore store, IOptions<CatalogOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<string, (int Behind, long At)> _known = new(StringComparer.Ordinal);

    /// <summary>
    /// Items whose latest revision cannot be recommended yet. Every answer asks, so what was read within the last second is good enough
    /// unless <paramref name="exact"/>; while the database is away, nothing is known to be behind.
    /// </summary>
    public async Task<int> BehindAsync(string tenantId, bool exact, CancellationToken cancellationToken)
    {
        if (!exact && _known.TryGetValue(tenantId, out var known) && time.GetElapsedTime(known.At) < Fresh)
        {
            return known.Behind;
        }

        try
        {
            return await ReadAsync(tenantId, cancellationToken);
        }
        catch (UnavailableFailure)
        {
            return 0;
        }
    }

    /// <summary>Waits until nothing is behind, for <see cref="CatalogOptions.ImportWait"/> at most.</summary>
    /// <returns>What still is.</returns>
    public async Task<int> WaitAsync(string tenantId, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var behind = await ReadAsync(tenantId, cancellationToken);
            if (behind == 0 || time.GetElapsedTime(started) >= options.Value.ImportWait)
            {
                return behind;
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    private async Task<int> ReadAsync(string tenantId, CancellationToken cancellationToken)
    {
        var behind = await store.CountBehindAsync(tenantId, cancellationToken);
        _known[tenantId] = (behind, time.GetTimestamp());
        return behind;
    }
}

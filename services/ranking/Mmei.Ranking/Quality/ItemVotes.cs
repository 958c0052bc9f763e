using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;

namespace Mmei.Ranking.Quality;

/// <summary>The votes on every tenant's items, in memory, and read on where that is not fresh.</summary>
internal sealed class ItemVotes(IVoteStore store, IOptions<QualityOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    public async Task<Tally> OfAsync(string tenantId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var known = _known.GetValueOrDefault(tenantId) ?? new Known(Tally.None, DateTimeOffset.MinValue);
        if (now - known.ReadAt <= options.Value.Lag)
        {
            return known.Tally;
        }

        var tally = known.Tally.And(await store.ReadAfterAsync(tenantId, known.Tally.Place, cancellationToken));
        Remember(tenantId, new Known(tally, now));
        return tally;
    }

    /// <summary>The qualities of these items at a time, by their ids.</summary>
    public async Task<IReadOnlyDictionary<string, ItemQuality>> QualitiesAsync(
        string tenantId, IEnumerable<string> itemIds, DateTimeOffset now, CancellationToken cancellationToken) =>
        new Qualities(await OfAsync(tenantId, cancellationToken), now, options.Value).Of(itemIds);

    /// <summary>Takes votes that were counted; the next <see cref="OfAsync"/> of this instance knows them.</summary>
    public async Task TakeAsync(VotesCounted votes, CancellationToken cancellationToken)
    {
        await store.KeepAsync(votes, cancellationToken);
        if (_known.TryGetValue(votes.TenantId, out var known))
        {
            _known.TryUpdate(votes.TenantId, known with { ReadAt = DateTimeOffset.MinValue }, known);
        }
    }

    // Of two that read at once, who has read further counts.
    private void Remember(string tenantId, Known read) =>
        _known.AddOrUpdate(tenantId, read, (_, known) => read.Tally.Place >= known.Tally.Place ? read : known);

    private sealed record Known(Tally Tally, DateTimeOffset ReadAt);
}

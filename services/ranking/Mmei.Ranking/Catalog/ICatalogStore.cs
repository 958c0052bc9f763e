using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Hosting.Failures;
using Mmei.Ranking.Index;

namespace Mmei.Ranking.Catalog;

/// <summary>
/// The catalog of every tenant, durable before a call returns. Safe for concurrent use by several instances. A call fails with
/// <see cref="UnavailableFailure"/> while the database is away.
/// </summary>
internal interface ICatalogStore
{
    /// <summary>
    /// Stores the items in their order, all of them or none, and says what changed. Where the words of an encoded item stay as they are,
    /// its embedding is that of the new revision, too: it is to be indexed anew, not encoded.
    /// </summary>
    Task<IReadOnlyList<(StoredItem Item, ItemChange Change)>> UpsertAsync(
        string tenantId, IReadOnlyList<ItemContent> items, CancellationToken cancellationToken);

    /// <summary>
    /// Stores what <paramref name="edit"/> makes of an item, which nobody else changes meanwhile; null stands for one that is not there.
    /// What it throws leaves everything as it was.
    /// </summary>
    Task<(StoredItem Item, ItemChange Change)> EditAsync(
        string tenantId, string itemId, Func<StoredItem?, ItemContent> edit, CancellationToken cancellationToken);

    /// <summary>Items in the order of their ids, which begin after <paramref name="after"/>; '' is before all.</summary>
    Task<IReadOnlyList<StoredItem>> ReadAsync(
        string tenantId, ContentKind? kind, string after, int limit, CancellationToken cancellationToken);

    /// <summary>The items that entered the catalog last and have not expired.</summary>
    Task<IReadOnlyList<StoredItem>> ReadLatestAsync(
        string tenantId, ContentKind? kind, int limit, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Those among these that exist and have not expired.</summary>
    Task<IReadOnlyList<StoredItem>> FindManyAsync(
        string tenantId, IReadOnlyCollection<string> itemIds, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Null when there is no such item.</summary>
    Task<StoredItem?> FindAsync(string tenantId, string itemId, CancellationToken cancellationToken);

    /// <summary>False when there is no such item. The index still has to forget it: see <see cref="ReadDeletedAsync"/>.</summary>
    Task<bool> DeleteAsync(string tenantId, string itemId, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes at most <paramref name="most"/> of a tenant's items that expired before an instant; the index still has to forget them.
    /// </summary>
    /// <returns>Their ids.</returns>
    Task<IReadOnlyList<string>> DeleteExpiredAsync(
        string tenantId, DateTimeOffset before, int most, CancellationToken cancellationToken);

    /// <summary>Deleted items that the index may still have.</summary>
    Task<IReadOnlyList<(string TenantId, string ItemId)>> ReadDeletedAsync(int limit, CancellationToken cancellationToken);

    /// <summary>The index has forgotten the items, those that are still deleted.</summary>
    Task ConfirmDeletedAsync(string tenantId, IReadOnlyCollection<string> itemIds, CancellationToken cancellationToken);

    Task<CatalogStatus> CountAsync(string tenantId, CancellationToken cancellationToken);

    /// <summary>Items whose latest revision is not indexed.</summary>
    Task<int> CountBehindAsync(string tenantId, CancellationToken cancellationToken);

    /// <summary>
    /// Items that are not indexed and whose encoding was not asked for since <paramref name="requestedBefore"/>; longest waiting first.
    /// </summary>
    Task<IReadOnlyList<PendingItem>> ReadPendingAsync(DateTimeOffset requestedBefore, int limit, CancellationToken cancellationToken);

    /// <summary>Their encoding has been asked for.</summary>
    Task MarkRequestedAsync(IReadOnlyList<PendingItem> items, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>
    /// Stores what belongs to the latest revision of its item, and comes from the content model that serves or from the next one, and
    /// returns it; the rest is out of date. The first model of all serves from then on.
    /// </summary>
    Task<IReadOnlyList<RankableItem>> SaveEncodedAsync(IReadOnlyList<EncodedItem> items, CancellationToken cancellationToken);

    /// <summary>The index has these revisions.</summary>
    Task MarkIndexedAsync(IReadOnlyList<RankableItem> items, CancellationToken cancellationToken);

    /// <summary>Those among these that a content model has encoded, as it did.</summary>
    Task<IReadOnlyList<RankableItem>> LoadAsync(
        string tenantId, string model, IReadOnlyCollection<string> itemIds, CancellationToken cancellationToken);

    /// <summary>The items that a content model has encoded which entered the catalog last and have not expired.</summary>
    Task<IReadOnlyList<RankableItem>> LoadLatestAsync(
        string tenantId, string model, int limit, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Every item of every tenant that a content model has encoded, as the index wants it, in pages.</summary>
    IAsyncEnumerable<IReadOnlyList<IndexedItem>> ReadEncodedAsync(string model, int page, CancellationToken cancellationToken);
}

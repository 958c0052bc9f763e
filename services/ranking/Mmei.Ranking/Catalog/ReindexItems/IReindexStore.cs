using Mmei.Hosting.Failures;

namespace Mmei.Ranking.Catalog.ReindexItems;

/// <summary>
/// How far the next content model is with the catalog of all tenants, durable before a call returns. Safe for concurrent use by several
/// instances. A call fails with <see cref="UnavailableFailure"/> while the database is away.
/// </summary>
internal interface IReindexStore
{
    Task<ContentModels> ReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// A model encodes items from now on: the next one where another serves, and no next one where it serves already. The first of all
    /// serves at once.
    /// </summary>
    /// <param name="model">As name@version.</param>
    /// <param name="fittedWith">The fusion models that it goes with; none: all.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <returns>The models by now.</returns>
    Task<ContentModels> ServedAsync(string model, IReadOnlyList<string> fittedWith, CancellationToken cancellationToken);

    /// <summary>
    /// Items that the model's space does not have in their latest revision, and whose encoding was not asked for since
    /// <paramref name="requestedBefore"/>, in the order of their keys.
    /// </summary>
    Task<IReadOnlyList<PendingItem>> ReadUnfilledAsync(
        string model, (string TenantId, string ItemId) after, DateTimeOffset requestedBefore, int limit,
        CancellationToken cancellationToken);

    /// <summary>Their encoding by the model has been asked for.</summary>
    Task MarkRequestedAsync(
        string model, IReadOnlyList<PendingItem> items, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Items whose encoding was asked for after an instant, and has not come.</summary>
    Task<int> CountWaitingAsync(string model, DateTimeOffset requestedAfter, CancellationToken cancellationToken);

    /// <summary>Items of all tenants that the model's space does not have in their latest revision. Reads all keys.</summary>
    Task<int> CountUnfilledAsync(string model, CancellationToken cancellationToken);

    /// <summary>The next model serves: at one instant, for every instance. False where it was not the next one any more.</summary>
    Task<bool> FlipAsync(string next, CancellationToken cancellationToken);

    /// <summary>
    /// Moves at most <paramref name="most"/> encodings of the model that serves to where they stay, and deletes as many of models that
    /// neither serve nor are next. What the model has not encoded in the end waits for its encoding like a new item.
    /// </summary>
    /// <returns>How many there were; 0: all is done.</returns>
    Task<int> SettleAsync(int most, CancellationToken cancellationToken);
}

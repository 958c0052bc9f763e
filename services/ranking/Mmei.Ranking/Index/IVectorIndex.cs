using Mmei.Hosting.Failures;

namespace Mmei.Ranking.Index;

/// <summary>
/// The items of every tenant by content vector, searched by dot product (eq. 7). Safe for concurrent use. A call fails with
/// <see cref="UnavailableFailure"/> while the index is away, and with <see cref="ArgumentException"/> for a vector of the wrong length.
/// </summary>
internal interface IVectorIndex
{
    /// <summary>Whether the index survives this process. One that does not is filled from the catalog at start-up.</summary>
    bool IsDurable { get; }

    /// <summary>Creates what is missing; call it before anything else.</summary>
    Task EnsureAsync(CancellationToken cancellationToken);

    /// <summary>Adds items, or replaces them.</summary>
    Task UpsertAsync(IReadOnlyList<IndexedItem> items, CancellationToken cancellationToken);

    /// <summary>Removes items; those that are not there are no error.</summary>
    Task DeleteAsync(string tenantId, IReadOnlyCollection<string> itemIds, CancellationToken cancellationToken);

    /// <summary>The items with the largest dot product, best first. Never an item of another tenant.</summary>
    Task<IReadOnlyList<VectorHit>> SearchAsync(VectorQuery query, CancellationToken cancellationToken);

    /// <summary>Number of items of a tenant.</summary>
    Task<long> CountAsync(string tenantId, CancellationToken cancellationToken);
}

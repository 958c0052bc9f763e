using Mmei.Hosting.Failures;

namespace Mmei.Ranking.Index;

/// <summary>
/// The items of every tenant by <see cref="IndexVector"/>, searched by dot product. Safe for concurrent use. A call fails with
/// <see cref="UnavailableFailure"/> while the index is away, and with <see cref="ArgumentException"/> for a vector of the wrong length.
/// </summary>
internal interface IVectorIndex
{
    /// <summary>Creates what is missing; call it before anything else.</summary>
    /// <returns>Whether it wants to be filled from the catalog: it is new, or was never filled to the end.</returns>
    Task<bool> EnsureAsync(CancellationToken cancellationToken);

    /// <summary>It holds what the catalog holds; one that survives this process wants no filling from now on.</summary>
    Task FilledAsync(CancellationToken cancellationToken);

    /// <summary>Adds items, or replaces them.</summary>
    Task UpsertAsync(IReadOnlyList<IndexedItem> items, CancellationToken cancellationToken);

    /// <summary>Removes items; those that are not there are no error.</summary>
    Task DeleteAsync(string tenantId, IReadOnlyCollection<string> itemIds, CancellationToken cancellationToken);

    /// <summary>The items with the largest dot product, best first. Never an item of another tenant.</summary>
    Task<IReadOnlyList<VectorHit>> SearchAsync(VectorQuery query, CancellationToken cancellationToken);

    /// <summary>Number of items of a tenant.</summary>
    Task<long> CountAsync(string tenantId, CancellationToken cancellationToken);
}

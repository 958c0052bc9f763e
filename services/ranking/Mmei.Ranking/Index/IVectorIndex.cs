using Mmei.Hosting.Failures;

namespace Mmei.Ranking.Index;

/// <summary>
/// The items of every tenant by <see cref="IndexVector"/>, searched by dot product: in a space for each content model, since vectors of two
/// models cannot be compared. One space serves; another may be filled beside it, and take its place at once. Safe for concurrent use. A
/// call fails with <see cref="UnavailableFailure"/> while the index is away, and with <see cref="ArgumentException"/> for a vector of the
/// wrong length. Models are named as name@version.
/// </summary>
internal interface IVectorIndex
{
    /// <summary>Creates what is missing of a model's space; call it before anything else is done with the space.</summary>
    /// <returns>Whether it wants to be filled from the catalog: it is new, or has not served yet.</returns>
    Task<bool> EnsureAsync(string model, CancellationToken cancellationToken);

    /// <summary>Finds what filters say of these attributes fast, where they would be slow in a model's space otherwise.</summary>
    Task DeclareAsync(string model, IReadOnlyCollection<IndexedAttribute> attributes, CancellationToken cancellationToken);

    /// <summary>The space that serves; null while there is none.</summary>
    Task<string?> ServingAsync(CancellationToken cancellationToken);

    /// <summary>A space that holds what the catalog holds serves from now on: at one instant, for all who ask.</summary>
    Task ServeAsync(string model, CancellationToken cancellationToken);

    /// <summary>Forgets the spaces of all other models; the one that serves stays in any case.</summary>
    Task RetainAsync(IReadOnlyCollection<string> models, CancellationToken cancellationToken);

    /// <summary>Adds items to a space, or replaces them.</summary>
    Task UpsertAsync(string model, IReadOnlyList<IndexedItem> items, CancellationToken cancellationToken);

    /// <summary>Removes items from every space; those that are not there are no error.</summary>
    Task DeleteAsync(string tenantId, IReadOnlyCollection<string> itemIds, CancellationToken cancellationToken);

    /// <summary>The items with the largest dot product, best first. Never an item of another tenant, or of another space.</summary>
    Task<IReadOnlyList<VectorHit>> SearchAsync(VectorQuery query, CancellationToken cancellationToken);

    /// <summary>Number of items of a tenant in a space.</summary>
    Task<long> CountAsync(string model, string tenantId, CancellationToken cancellationToken);
}

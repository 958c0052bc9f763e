using Mmei.Hosting.Failures;
using Mmei.Ranking.Index;

namespace Mmei.Ranking.Catalog.DeclareAttributes;

/// <summary>
/// What tenants have declared of their items' attributes, durable before a call returns. Safe for concurrent use by several instances. A
/// call fails with <see cref="UnavailableFailure"/> while the database is away.
/// </summary>
internal interface IAttributeStore
{
    /// <summary>What holds for a tenant; <see cref="DeclaredAttributes.None"/> before anything was declared.</summary>
    Task<DeclaredAttributes> ReadAsync(string tenantId, CancellationToken cancellationToken);

    /// <summary>Replaces what holds for a tenant.</summary>
    Task ReplaceAsync(string tenantId, DeclaredAttributes declared, CancellationToken cancellationToken);

    /// <summary>What any tenant has declared, each name and type once.</summary>
    Task<IReadOnlyList<IndexedAttribute>> ReadAllAsync(CancellationToken cancellationToken);
}

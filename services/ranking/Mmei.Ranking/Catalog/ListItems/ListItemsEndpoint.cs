using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Tenancy;

namespace Mmei.Ranking.Catalog.ListItems;

/// <summary><c>GET /v1/items</c>: the catalog, page by page.</summary>
internal static class ListItemsEndpoint
{
    private const int Most = 1000;

    /// <exception cref="InvalidInputFailure">A parameter is not what it may be.</exception>
    public static async Task<ItemPage> HandleAsync(
        TenantContext tenant,
        ICatalogStore store,
        CancellationToken cancellationToken,
        [Description("The `next` of the page before.")] string? cursor = null,
        [Range(1, Most)] int limit = 100,
        [Description("Items of this kind alone.")] string? kind = null)
    {
        new FieldErrors().Require(limit is >= 1 and <= Most, "limit", $"must be 1 to {Most}").ThrowIfAny();
        var only = QueryName.Read<ContentKind>(kind, nameof(kind));
        var after = cursor is null ? "" : ItemCursor.Read(cursor, tenant.Tenant, only);

        // One more than asked for tells whether there is more.
        var items = await store.ReadAsync(tenant.Tenant, only, after, limit + 1, cancellationToken);
        return new ItemPage
        {
            Items = [.. items.Take(limit).Select(item => item.ToAnswer())],
            Next = items.Count > limit ? ItemCursor.After(tenant.Tenant, only, items[limit - 1].Content.Id) : null,
        };
    }
}

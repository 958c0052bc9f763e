using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Tenancy;

namespace Mmei.Ranking.Lists;

/// <summary><c>GET /v1/items:latest</c> and <c>GET /v1/items/{id}/similar</c>.</summary>
internal static class ListEndpoints
{
    private const string OfKind = "Items of this kind alone.";
    private const string ForWhom = "For whom: what this person disliked is left out.";
    private const string Seen = "Leave out what the person has seen, too.";

    public static Task<ItemList> LatestAsync(
        TenantContext tenant,
        ItemLists lists,
        CancellationToken cancellationToken,
        [Range(1, ListQuery.Most)] int k = 10,
        [Description(OfKind)] string? kind = null,
        [Description(ForWhom), StringLength(Ids.MaxLength, MinimumLength = 1)] string? userId = null,
        [Description(Seen)] bool excludeSeen = false) =>
        lists.LatestAsync(ListQuery.Of(tenant.Tenant, k, kind, userId, excludeSeen), cancellationToken);

    public static Task<ItemList> SimilarAsync(
        string id,
        TenantContext tenant,
        ItemLists lists,
        CancellationToken cancellationToken,
        [Range(1, ListQuery.Most)] int k = 10,
        [Description(OfKind)] string? kind = null,
        [Description(ForWhom), StringLength(Ids.MaxLength, MinimumLength = 1)] string? userId = null,
        [Description(Seen)] bool excludeSeen = false) =>
        lists.SimilarAsync(id, ListQuery.Of(tenant.Tenant, k, kind, userId, excludeSeen), cancellationToken);
}

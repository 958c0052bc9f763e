using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Hosting.Tenancy;

namespace Mmei.Ranking.Lists;

/// <summary><c>GET /v1/items:latest</c>, <c>GET /v1/items:popular</c> and <c>GET /v1/items/{id}/similar</c>.</summary>
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

    public static Task<ItemList> PopularAsync(
        TenantContext tenant,
        ItemLists lists,
        CancellationToken cancellationToken,
        [Range(1, ListQuery.Most)] int k = 10,
        [Description("What the items should do with the mood: match, lift or calm. Without it each emotion has its own, as in observations.")]
        string? mood = null,
        [Description("What is felt. Without it every emotion is as likely.")] string? emotion = null,
        [Description(OfKind)] string? kind = null,
        [Description(ForWhom), StringLength(Ids.MaxLength, MinimumLength = 1)] string? userId = null,
        [Description(Seen)] bool excludeSeen = false) =>
        lists.PopularAsync(
            ListQuery.Of(tenant.Tenant, k, kind, userId, excludeSeen),
            QueryName.Read<Emotion>(emotion, nameof(emotion)),
            QueryName.Read<MoodGoal>(mood, nameof(mood)),
            cancellationToken);

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

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Json;
using Mmei.Hosting.Tenancy;
using Mmei.Ranking.Catalog.DeclareAttributes;

namespace Mmei.Ranking.Catalog.EditItems;

/// <summary><c>/v1/items/{id}</c>. Answers carry the item's revision as their ETag.</summary>
internal static class ItemEndpoints
{
    private const string Condition =
        "The ETag of an answer: the item is changed only while it is as it was then, and else answered with 412 (RFC 9110).";

    public static async Task<Results<Created<ItemAnswer>, Ok<ItemAnswer>>> PutAsync(
        [StringLength(Ids.MaxLength, MinimumLength = 1), RegularExpression(Ids.ItemPattern)] string id,
        CatalogItem item,
        TenantContext tenant,
        CatalogEditor catalog,
        IAttributeStore attributes,
        TimeProvider time,
        HttpResponse response,
        CancellationToken cancellationToken,
        [FromHeader(Name = "If-Match"), Description(Condition)] string? ifMatch = null)
    {
        var declared = await attributes.ReadAsync(tenant.Tenant, cancellationToken);
        var content = ItemRules.Check(item, id, declared, time.GetUtcNow());
        var (stored, change) = IfMatch.Of(ifMatch) is { } condition
            ? await catalog.EditAsync(tenant.Tenant, id, When(condition, _ => content), cancellationToken)
            : (await catalog.StoreAsync(tenant.Tenant, [content], cancellationToken))[0];
        var answer = Answer(stored, response);
        return change == ItemChange.Created ? TypedResults.Created($"/v1/items/{id}", answer) : TypedResults.Ok(answer);
    }

    /// <exception cref="NotFoundFailure">There is no such item.</exception>
    /// <exception cref="UnsupportedMediaFailure">The body is not said to be JSON.</exception>
    public static async Task<ItemAnswer> PatchAsync(
        string id,
        TenantContext tenant,
        CatalogEditor catalog,
        IAttributeStore attributes,
        TimeProvider time,
        HttpRequest request,
        HttpResponse response,
        CancellationToken cancellationToken,
        [FromHeader(Name = "If-Match"), Description(Condition)] string? ifMatch = null)
    {
        var condition = IfMatch.Of(ifMatch);
        var patch = await ReadAsync(request, cancellationToken);
        var declared = await attributes.ReadAsync(tenant.Tenant, cancellationToken);
        var (stored, _) = await catalog.EditAsync(
            tenant.Tenant,
            id,
            When(
                condition,
                known => ItemRules.Check(ItemPatch.Apply((known ?? throw Unknown()).Content, patch), id, declared, time.GetUtcNow())),
            cancellationToken);
        return Answer(stored, response);
    }

    /// <exception cref="NotFoundFailure">There is no such item.</exception>
    public static async Task<ItemAnswer> GetAsync(
        string id, TenantContext tenant, ICatalogStore store, HttpResponse response, CancellationToken cancellationToken) =>
        Answer(await store.FindAsync(tenant.Tenant, id, cancellationToken) ?? throw Unknown(), response);

    /// <exception cref="NotFoundFailure">There is no such item.</exception>
    public static async Task<NoContent> DeleteAsync(
        string id, TenantContext tenant, CatalogEditor catalog, CancellationToken cancellationToken) =>
        await catalog.DeleteAsync(tenant.Tenant, id, cancellationToken) ? TypedResults.NoContent() : throw Unknown();

    private static Func<StoredItem?, ItemContent> When(IfMatch? condition, Func<StoredItem?, ItemContent> edit) => known =>
    {
        condition?.Require(known);
        return edit(known);
    };

    private static async Task<JsonObject> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // Routing lets a body through that declares no type.
        if (!request.HasJsonContentType())
        {
            throw new UnsupportedMediaFailure($"A patch is {ItemPatch.MediaType} or application/json.");
        }

        try
        {
            // Read as a node, a member that is given twice would be noticed too late.
            var members = await request.ReadFromJsonAsync<Dictionary<string, JsonElement>>(JsonDefaults.Options, cancellationToken)
                ?? throw new InvalidInputFailure("body", "must be an object");
            return JsonSerializer.SerializeToNode(members, JsonDefaults.Options)!.AsObject();
        }
        catch (JsonException malformed)
        {
            throw UnreadableRequest.From(malformed);
        }
    }

    private static ItemAnswer Answer(StoredItem item, HttpResponse response)
    {
        response.GetTypedHeaders().ETag = IfMatch.TagOf(item);
        return item.ToAnswer();
    }

    private static NotFoundFailure Unknown() => new("There is no such item.");
}

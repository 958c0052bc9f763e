using Microsoft.AspNetCore.Mvc;
using Mmei.Contracts.Api.V1;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Catalog.DeclareAttributes;
using Mmei.Ranking.Catalog.EditItems;
using Mmei.Ranking.Catalog.ExportItems;
using Mmei.Ranking.Catalog.ImportItems;
using Mmei.Ranking.Catalog.ListItems;
using Mmei.Ranking.Lists;
using Mmei.Ranking.People;

namespace Mmei.Ranking;

/// <summary>The catalog over HTTP.</summary>
public static class RankingApi
{
    private const string Json = "application/json";

    /// <summary>Maps <c>/v1/items</c> and all below it. The tenant must be known by then.</summary>
    public static IEndpointRouteBuilder MapCatalog(this IEndpointRouteBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var items = app.MapGroup("").WithTags("items");
        MapItem(items);
        MapWhole(items);
        MapLists(items);
        app.MapGet("/v1/users/{id}", KnownPersonEndpoint.HandleAsync)
            .WithName("getUser")
            .WithTags("users")
            .WithSummary("What is kept of a person: taste and mood.")
            .WithDescription(
                "What they have seen, like and dislike, and since when; how many decisions are kept, and how the person felt in the latest of them. " +
                "All of it ends with `DELETE`. Of somebody unknown the lists are empty.");
        return app;
    }

    private static void MapItem(RouteGroupBuilder items)
    {
        items.MapPut("/v1/items/{id}", ItemEndpoints.PutAsync)
            .WithName("putItem")
            .WithSummary("Adds an item to the catalog, or replaces it.")
            .WithDescription(
                "It can be recommended once it is indexed. An id in the body must be that of the path. Where title, description and tags stay " +
                "as they are, what changed holds at once.");
        items.MapPatch("/v1/items/{id}", ItemEndpoints.PatchAsync)
            .Accepts<CatalogItem>(ItemPatch.MediaType, Json)
            .WithName("patchItem")
            .WithSummary("Changes some members of an item.")
            .WithDescription(
                "A merge patch (RFC 7396): members that are given replace, null takes one away, those that are not named stay; so do the " +
                "attributes that are not named.");
        items.MapGet("/v1/items/{id}", ItemEndpoints.GetAsync)
            .WithName("getItem")
            .WithSummary("One item of the catalog.")
            .WithDescription("As it is stored; `indexed` says whether it can be recommended as it stands. Its ETag is its revision.");
        items.MapDelete("/v1/items/{id}", ItemEndpoints.DeleteAsync)
            .WithName("deleteItem")
            .WithSummary("Removes an item; it is recommended no more.")
            .WithDescription("At once, for everybody.");
    }

    private static void MapWhole(RouteGroupBuilder items)
    {
        items.MapGet("/v1/items", ListItemsEndpoint.HandleAsync)
            .WithName("listItems")
            .WithSummary("The catalog, page by page.")
            .WithDescription(
                "In the order of ids. Whoever follows `next` to the end has met every item that was there all the time, once; what comes or " +
                "goes meanwhile may be met or not. An item that has expired is there until it is deleted.");
        items.MapGet("/v1/items:status", StatusEndpoint.HandleAsync)
            .WithName("getCatalogStatus")
            .WithSummary("How far the index is behind the catalog.")
            .WithDescription(
                "Items that were added or changed are recommended, or recommended anew, once they are indexed. `reindex` is there while another " +
                "content model encodes the catalog: until it has, all is found as before.");
        items.MapGet("/v1/items:attributes", AttributesEndpoint.GetAsync)
            .WithName("getAttributes")
            .WithSummary("What is declared of the items' attributes.")
            .WithDescription("Nothing is until it is declared: an attribute may then have any name and type.");
        items.MapPut("/v1/items:attributes", AttributesEndpoint.PutAsync)
            .WithName("putAttributes")
            .WithSummary("Declares the types of the items' attributes, in place of what was declared.")
            .WithDescription(
                "From then on an item that says otherwise is refused, and columns of CSV are read in these types. Items that are there stay " +
                "as they are; `contradicting` counts those that say otherwise.");
        items.MapPost("/v1/items:import", ImportEndpoint.HandleAsync)
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .Accepts<CatalogItem>(Import.Ndjson, Import.Csv)
            .WithName("importItems")
            .WithSummary("Adds or replaces many items: NDJSON or CSV. Good rows are kept, every bad row comes back with its line and reason.")
            .WithDescription(
                "NDJSON: one item a line, with its `id`, in UTF-8. CSV (RFC 4180): a header with `id`, `kind`, `title` and, where wanted, " +
                "`description`, `tags` (separated by '|'), `creator`, `language`, `mediaUrl`, `thumbnailUrl`, `expiresAt` and a column for " +
                "each attribute, as `attributes.bpm`: true, false and numbers are such, and so is what stands in JSON's quotes a string; " +
                "in the charset that its Content-Type declares, else UTF-8; other columns are ignored.");
        items.MapGet("/v1/items:export", ExportEndpoint.Handle)
            .Produces<string>(StatusCodes.Status200OK, Import.Ndjson, Import.Csv)
            .WithName("exportItems")
            .WithSummary("The whole catalog as NDJSON or CSV.")
            .WithDescription(
                "Without what has expired. Importing it changes nothing. An answer that breaks off is not whole: the connection is cut.");
    }

    private static void MapLists(RouteGroupBuilder items)
    {
        items.MapGet("/v1/items:latest", ListEndpoints.LatestAsync)
            .WithName("listLatestItems")
            .WithSummary("The items that entered the catalog last.")
            .WithDescription("The newest first, whether they are indexed or not.");
        items.MapGet("/v1/items:popular", ListEndpoints.PopularAsync)
            .WithName("listPopularItems")
            .WithSummary("The items that people like and that fit a mood.")
            .WithDescription(
                "In the order of how near an item's emotion is to the one aimed at, and of what everybody's feedback says of it. While the " +
                "index of the catalog is away, the list is from before, and says `degraded`.");
        items.MapGet("/v1/items/{id}/similar", ListEndpoints.SimilarAsync)
            .WithName("listSimilarItems")
            .WithSummary("The items most like one.")
            .WithDescription("By what they are about, the nearest first; none while the item waits for its first encoding.");
    }
}

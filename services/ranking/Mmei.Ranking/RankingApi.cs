using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Tenancy;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Catalog.EditItems;
using Mmei.Ranking.Catalog.ImportItems;
using Mmei.Ranking.People;

namespace Mmei.Ranking;

/// <summary>The catalog over HTTP.</summary>
public static class RankingApi
{
    /// <summary>Maps <c>/v1/items/{id}</c>, <c>/v1/items:import</c>, <c>/v1/items:status</c>. The tenant must be known by then.</summary>
    public static IEndpointRouteBuilder MapCatalog(this IEndpointRouteBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var items = app.MapGroup("").WithTags("items");
        items.MapPut("/v1/items/{id}", PutAsync)
            .WithName("putItem")
            .WithSummary("Adds an item to the catalog, or replaces it.")
            .WithDescription(
                "It can be recommended once it is indexed. An id in the body must be that of the path. Where title, description and tags stay " +
                "as they are, what changed holds at once.");
        items.MapGet("/v1/items/{id}", GetAsync)
            .WithName("getItem")
            .WithSummary("One item of the catalog.")
            .WithDescription("As it is stored; `indexed` says whether it can be recommended as it stands.");
        items.MapDelete("/v1/items/{id}", DeleteAsync)
            .WithName("deleteItem")
            .WithSummary("Removes an item; it is recommended no more.")
            .WithDescription("At once, for everybody.");
        items.MapGet("/v1/items:status", StatusAsync)
            .WithName("getCatalogStatus")
            .WithSummary("How far the index is behind the catalog.")
            .WithDescription("Items that were added or changed are recommended, or recommended anew, once they are indexed.");
        items.MapPost("/v1/items:import", ImportAsync)
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .Accepts<CatalogItem>(Import.Ndjson, Import.Csv)
            .WithName("importItems")
            .WithSummary("Adds or replaces many items: NDJSON or CSV. Good rows are kept, every bad row comes back with its line and reason.")
            .WithDescription(
                "NDJSON: one item a line, with its `id`, in UTF-8. CSV (RFC 4180): a header with `id`, `kind`, `title` and, where wanted, " +
                "`description`, `tags` (separated by '|'), `creator`, `language`, `mediaUrl`, `thumbnailUrl`, `expiresAt` and a column for " +
                "each attribute, as `attributes.bpm`: true, false and numbers are such, and so is what stands in JSON's quotes a string; " +
                "in the charset that its Content-Type declares, else UTF-8; other columns are ignored.");
        app.MapGet("/v1/users/{id}", DescribeAsync)
            .WithName("getUser")
            .WithTags("users")
            .WithSummary("What is kept of a person's taste.")
            .WithDescription(
                "What they have seen, like and dislike, and since when. Decisions and signals are kept beside it for a while; all of it ends " +
                "with `DELETE`. Of somebody unknown the lists are empty.");
        return app;
    }

    private static async Task<Results<Created<ItemAnswer>, Ok<ItemAnswer>>> PutAsync(
        [StringLength(Ids.MaxLength, MinimumLength = 1), RegularExpression(Ids.ItemPattern)] string id,
        CatalogItem item,
        TenantContext tenant,
        CatalogEditor catalog,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var content = ItemRules.Check(item, id, time.GetUtcNow());
        var (stored, change) = (await catalog.StoreAsync(tenant.Tenant, [content], cancellationToken))[0];
        var answer = stored.ToAnswer();
        return change == ItemChange.Created ? TypedResults.Created($"/v1/items/{id}", answer) : TypedResults.Ok(answer);
    }

    private static async Task<ItemAnswer> GetAsync(
        string id, TenantContext tenant, ICatalogStore store, CancellationToken cancellationToken) =>
        (await store.FindAsync(tenant.Tenant, id, cancellationToken) ?? throw Unknown()).ToAnswer();

    private static async Task<NoContent> DeleteAsync(
        string id, TenantContext tenant, CatalogEditor catalog, CancellationToken cancellationToken) =>
        await catalog.DeleteAsync(tenant.Tenant, id, cancellationToken) ? TypedResults.NoContent() : throw Unknown();

    private static Task<CatalogStatus> StatusAsync(TenantContext tenant, ICatalogStore store, CancellationToken cancellationToken) =>
        store.CountAsync(tenant.Tenant, cancellationToken);

    private static async Task<ImportReport> ImportAsync(
        HttpRequest request,
        TenantContext tenant,
        Import import,
        IndexProgress progress,
        CancellationToken cancellationToken,
        [Description("Answer once all of the catalog can be recommended, or after a minute (`Catalog:ImportWait`).")] bool wait = false)
    {
        var report = await import.RunAsync(tenant.Tenant, request, cancellationToken);
        return report with
        {
            BeingIndexed = wait
                ? await progress.WaitAsync(tenant.Tenant, cancellationToken)
                : await progress.BehindAsync(tenant.Tenant, exact: true, cancellationToken),
        };
    }

    private static Task<UserAnswer> DescribeAsync(
        string id, TenantContext tenant, KnownPerson people, CancellationToken cancellationToken)
    {
        new FieldErrors().Require(Ids.IsValid(id), "id", Ids.Rule).ThrowIfAny();
        return people.DescribeAsync(tenant.Tenant, id, cancellationToken);
    }

    private static NotFoundFailure Unknown() => new("There is no such item.");
}

using System.Net.Http.Json;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Client;

public sealed partial class MmeiClient
{
    /// <summary>A page of the catalog, in the order of ids: <c>GET /v1/items</c>.</summary>
    /// <param name="cursor">The <c>next</c> of the page before; null for the first.</param>
    /// <param name="limit">How many items at most; null for the platform's default.</param>
    /// <param name="kind">Items of this kind alone; null for all.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public Task<ItemPage> ListItemsAsync(
        string? cursor = null, int? limit = null, ContentKind? kind = null, CancellationToken cancellationToken = default) =>
        GetAsync<ItemPage>(Query("v1/items", ("cursor", cursor), ("limit", limit), ("kind", kind)), cancellationToken);

    /// <summary>The whole catalog, page after page, as far as it is read.</summary>
    public async IAsyncEnumerable<ItemAnswer> ListAllItemsAsync(
        ContentKind? kind = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? cursor = null;
        do
        {
            var page = await ListItemsAsync(cursor, kind: kind, cancellationToken: cancellationToken);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }

    /// <summary>What is declared of the items' attributes: <c>GET /v1/items:attributes</c>.</summary>
    public Task<AttributesAnswer> GetAttributesAsync(CancellationToken cancellationToken = default) =>
        GetAsync<AttributesAnswer>(Relative("v1/items:attributes"), cancellationToken);

    /// <summary>Declares the types of the items' attributes, in place of what was declared: <c>PUT /v1/items:attributes</c>.</summary>
    public async Task<AttributesAnswer> PutAttributesAsync(AttributesRequest declared, CancellationToken cancellationToken = default)
    {
        using var answer = await http.PutAsJsonAsync(Relative("v1/items:attributes"), declared, MmeiJson.Options, cancellationToken);
        return await ReadAsync<AttributesAnswer>(answer, cancellationToken);
    }

    /// <summary>Writes the whole catalog to <paramref name="destination"/> as it comes: <c>GET /v1/items:export</c>.</summary>
    public async Task ExportItemsAsync(Stream destination, ImportFormat format, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var answer = await http.GetAsync(
            Query("v1/items:export", ("format", format)), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await ProblemReader.ThrowIfFailedAsync(answer, cancellationToken);
        await answer.Content.CopyToAsync(destination, cancellationToken);
    }
}

using Mmei.Hosting.Failures;
using Mmei.Ranking.Catalog.ReindexItems;
using Mmei.Ranking.Index;

namespace Mmei.Ranking.Catalog.DeclareAttributes;

/// <summary>Declarations of attributes: durable first, then told to the index.</summary>
internal sealed partial class AttributeDeclarer(
    IAttributeStore attributes, ICatalogStore catalog, IVectorIndex index, ContentModelRegistry models, ILogger<AttributeDeclarer> logger)
{
    private const int Page = 1000;
    private const int MostExamples = 20;

    /// <summary>
    /// From then on items are held to it. What the catalog has already stays as it is: a declaration that has to wait for a clean catalog
    /// could never be made while others write to it.
    /// </summary>
    /// <returns>How many items of the catalog say otherwise, and the first of them.</returns>
    public async Task<(int Count, IReadOnlyList<string> Examples)> DeclareAsync(
        string tenantId, DeclaredAttributes declared, CancellationToken cancellationToken)
    {
        await attributes.ReplaceAsync(tenantId, declared, cancellationToken);
        try
        {
            foreach (var model in models.Current.All)
            {
                await index.DeclareAsync(
                    model, [.. declared.Types.Select(type => new IndexedAttribute(type.Key, type.Value))], cancellationToken);
            }
        }
        catch (UnavailableFailure unavailable)
        {
            // It finds the same without, and is told again at the next start.
            IndexAway(unavailable);
        }

        return await CountAsync(tenantId, declared, cancellationToken);
    }

    private async Task<(int Count, IReadOnlyList<string> Examples)> CountAsync(
        string tenantId, DeclaredAttributes declared, CancellationToken cancellationToken)
    {
        var (count, examples, after) = (0, new List<string>(), "");
        while (await catalog.ReadAsync(tenantId, kind: null, after, Page, cancellationToken) is { Count: > 0 } page)
        {
            after = page[^1].Content.Id;
            foreach (var item in page.Where(item => item.Content.Attributes.Any(told => declared.Fault(told.Key, told.Value) is not null)))
            {
                if (++count <= MostExamples)
                {
                    examples.Add(item.Content.Id);
                }
            }
        }

        return (count, examples);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index could not be told of declared attributes; it will at the next start")]
    private partial void IndexAway(Exception exception);
}

using Mmei.Ranking.Catalog.DeclareAttributes;
using Mmei.Ranking.Index;

namespace Mmei.Ranking.Catalog.ReindexItems;

/// <summary>
/// The content models as this instance knows them, with the index in line: a model is known here once its space can be searched. What one
/// decision reads it reads of one model, however often they change meanwhile.
/// </summary>
internal sealed class ContentModelRegistry(
    IReindexStore store, ICatalogStore catalog, IAttributeStore attributes, IVectorIndex index) : IDisposable
{
    private const int Page = 500;
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile ContentModels _current = ContentModels.None;
    private volatile string? _whole;

    public ContentModels Current => _current;

    /// <summary>
    /// The model whose vectors F of a fusion model is compared with: the one that serves, or the next one where that alone goes with it and
    /// lacks nothing. So that where both models are replaced, each F meets the vectors that it was fitted to.
    /// </summary>
    public string? Of(string fusionModel)
    {
        var current = _current;
        return current.Next is { } next && next == _whole && !current.ServingGoesWith(fusionModel) && current.NextGoesWith(fusionModel)
            ? next
            : current.Serving;
    }

    /// <summary>Whether F of a fusion model may be compared with what a content model says.</summary>
    public bool AreFitted(string fusionModel, string? model) =>
        model is null || (model == _current.Next ? _current.NextGoesWith(fusionModel) : _current.ServingGoesWith(fusionModel));

    /// <summary>The next model has encoded every item.</summary>
    public void IsWhole(string next) => _whole = next;

    /// <summary>Takes over what the catalog says, and fills from it the spaces that the index wants filled.</summary>
    /// <returns>How many items were read back from the catalog.</returns>
    public async Task<int> FollowAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var told = await store.ReadAsync(cancellationToken);
            var count = 0;
            foreach (var model in told.All.Except(_current.All, StringComparer.Ordinal))
            {
                count += await PrepareAsync(model, cancellationToken);
            }

            if (told.Serving is { } serving && serving != _current.Serving)
            {
                await index.ServeAsync(serving, cancellationToken);
            }

            _current = told;
            return count;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Whether a model serves or is the next one.</summary>
    public async Task<bool> KnowsAsync(string model, CancellationToken cancellationToken)
    {
        if (!_current.All.Contains(model, StringComparer.Ordinal))
        {
            await FollowAsync(cancellationToken);
        }

        return _current.All.Contains(model, StringComparer.Ordinal);
    }

    public void Dispose() => _one.Dispose();

    private async Task<int> PrepareAsync(string model, CancellationToken cancellationToken)
    {
        var isToBeFilled = await index.EnsureAsync(model, cancellationToken);
        await index.DeclareAsync(model, await attributes.ReadAllAsync(cancellationToken), cancellationToken);
        if (!isToBeFilled)
        {
            return 0;
        }

        var count = 0;
        await foreach (var items in catalog.ReadEncodedAsync(model, Page, cancellationToken))
        {
            await index.UpsertAsync(model, items, cancellationToken);
            count += items.Count;
        }

        return count;
    }
}

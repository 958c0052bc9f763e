using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Mmei.Ranking.Catalog.ReindexItems;

/// <summary>Which fusion models are in force, as the observations tell that arrive here.</summary>
internal sealed class FusionModels(IOptions<CatalogOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);

    public void Saw(string model) => _seen[model] = time.GetUtcNow();

    /// <summary>
    /// Whether the next content model goes with all fusion models of late, so that it may serve. Where nobody was observed of late the last
    /// one counts; before the first observation nothing is known, and one that says what it was fitted with waits.
    /// </summary>
    public bool AllowNext(ContentModels models)
    {
        var now = time.GetUtcNow();
        var seen = _seen.OrderByDescending(model => model.Value).ToList();
        return models.NextFittedWith.Length == 0
            || (seen.Count > 0 && seen.Where((model, place) => place == 0 || now - model.Value <= options.Value.KeepReplaced)
                .All(model => models.NextGoesWith(model.Key)));
    }
}

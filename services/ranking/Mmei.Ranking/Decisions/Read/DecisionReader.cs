using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Failures;
using Mmei.Learning;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Catalog.ReindexItems;
using Mmei.Ranking.Decisions.Keep;

namespace Mmei.Ranking.Decisions.Read;

/// <summary>Looks recorded decisions up.</summary>
internal sealed class DecisionReader(IDecisionStore store, ICatalogStore catalog, ContentModelRegistry models)
{
    /// <exception cref="NotFoundFailure">The tenant has no record of such a decision, or none that this version reads.</exception>
    public async Task<DecisionRecord> FindAsync(string tenantId, Guid decisionId, CancellationToken cancellationToken)
    {
        var bytes = await store.FindAsync(tenantId, decisionId, cancellationToken)
            ?? throw new NotFoundFailure("There is no such decision, or it is not kept any more.");
        try
        {
            return RecordCodec.Read(bytes);
        }
        catch (CorruptStateException corrupt)
        {
            throw new NotFoundFailure("What was kept of this decision cannot be read.", corrupt);
        }
    }

    public async Task<DecisionAnswer> ShowAsync(DecisionRecord record, CancellationToken cancellationToken)
    {
        IReadOnlyList<RankableItem> items = models.Current.Serving is { } model
            ? await catalog.LoadAsync(record.TenantId, model, [.. record.Slate.Select(place => place.Id)], cancellationToken)
            : [];
        return DecisionView.Of(record, items.ToDictionary(item => item.ItemId, StringComparer.Ordinal));
    }
}

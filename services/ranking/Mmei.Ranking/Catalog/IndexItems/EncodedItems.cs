using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Ranking.Catalog.ReindexItems;
using Mmei.Ranking.Index;

namespace Mmei.Ranking.Catalog.IndexItems;

/// <summary>
/// What becomes of encoded items: checked, stored when they belong to the latest revision, indexed, and marked as indexed.
/// </summary>
internal sealed partial class EncodedItems(
    ICatalogStore store, IVectorIndex index, ContentModelRegistry models, RankingInstruments instruments, ILogger<EncodedItems> logger)
{
    /// <summary>Doing it again, after a failure half way or for a repeated message, changes nothing.</summary>
    public async Task TakeAsync(IReadOnlyList<ItemEncoded> encoded, CancellationToken cancellationToken)
    {
        var items = new List<EncodedItem>(encoded.Count);
        foreach (var item in encoded)
        {
            try
            {
                items.Add(EncodedItem.Of(item));
            }
            catch (TensorFormatException malformed)
            {
                instruments.ItemRejected();
                Rejected(item.ItemId, item.Revision, item.Model, malformed.Message);
            }
        }

        var saved = await store.SaveEncodedAsync(items, cancellationToken);
        await IndexAsync(saved, cancellationToken);
        instruments.ItemsIndexed(saved.Count, items.Count - saved.Count);
    }

    /// <summary>Indexes what is encoded already, each in the space of its model, and marks it.</summary>
    public async Task IndexAsync(IReadOnlyList<RankableItem> items, CancellationToken cancellationToken)
    {
        foreach (var ofModel in items.GroupBy(item => item.Model, StringComparer.Ordinal))
        {
            // Where the model has been given up meanwhile, nobody will look for what it said.
            if (await models.KnowsAsync(ofModel.Key, cancellationToken))
            {
                await index.UpsertAsync(ofModel.Key, [.. ofModel.Select(ToIndexed)], cancellationToken);
                await store.MarkIndexedAsync([.. ofModel], cancellationToken);
            }
        }
    }

    internal static IndexedItem ToIndexed(RankableItem item) => new(
        item.TenantId,
        item.ItemId,
        item.Kind,
        item.Revision,
        IndexVector.Of(item.Embedding, item.Meaning, IndexVector.Profile(item.EmotionProfile, item.IntentProfile)))
    {
        Tags = item.Tags,
        Facts = item.Presentation.FactsWith(item.Attributes),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The encoding of item {ItemId}, revision {Revision}, by {Model} was dropped: {Problem}")]
    private partial void Rejected(string itemId, long revision, string model, string problem);
}

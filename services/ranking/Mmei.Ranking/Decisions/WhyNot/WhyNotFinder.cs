using System.Numerics.Tensors;
using Microsoft.Extensions.Options;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Expressions;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Catalog.IndexItems;
using Mmei.Ranking.Catalog.ReindexItems;
using Mmei.Ranking.Decisions.Keep;
using Mmei.Ranking.Decisions.Read;
using Mmei.Ranking.Decisions.Replay;
using Mmei.Ranking.Index;
using Mmei.Ranking.Rank;

namespace Mmei.Ranking.Decisions.WhyNot;

/// <summary>Why an item is not on the slate of a recorded decision: the first reason on the way from the catalog to the top.</summary>
internal sealed class WhyNotFinder(ICatalogStore catalog, ContentModelRegistry models, InputsOfRecords inputsOfRecords)
{
    public async Task<WhyNotAnswer> FindAsync(DecisionRecord record, string itemId, CancellationToken cancellationToken)
    {
        if (record.Slate.Index().FirstOrDefault(place => place.Item.Id == itemId) is { Item: { } shown } at)
        {
            return Because(itemId, WhyNotCode.Shown, $"It is shown at place {at.Index + 1}.") with
            {
                Rank = at.Index + 1,
                Score = shown.Parts.Sum(),
                Similarity = shown.Similarity,
                Explanation = Explained.By(shown.Parts, shown.Similarity, record.Mood, shown.Rules),
            };
        }

        if (record.Inputs?.Candidates.Any(item => item.Id == itemId) is true)
        {
            return await BelowAsync(record, itemId, cancellationToken);
        }

        return await catalog.FindAsync(record.TenantId, itemId, cancellationToken) is not { } item
            ? Because(itemId, WhyNotCode.Unknown, "The catalog has no such item.")
            : AgainstRules(record, item.Content) ?? await NotFoundAsync(record, itemId, cancellationToken);
    }

    private static WhyNotAnswer? AgainstRules(DecisionRecord record, ItemContent item) =>
        record.Options.Items.Count > 0 && !record.Options.Items.Contains(item.Id)
            ? Because(item.Id, WhyNotCode.NotAsked, "The request named the items to rank, and not this one.")
        : record.Inputs?.Never.Contains(item.Id) is true
            ? Because(item.Id, WhyNotCode.Disliked, "The person had said that they do not want it.")
        : record.Options.ExcludeSeen && record.Inputs is { } inputs && IsSeen(inputs, item.Id)
            ? Because(item.Id, WhyNotCode.Seen, "The person had seen it, and the request excluded what they have seen.")
        : record.Options.Kinds.Count > 0 && !record.Options.Kinds.Contains(item.Kind)
            ? Because(item.Id, WhyNotCode.ExcludedKind, "The request asked for other kinds.")
        : IsAny(item.Tags, record.BlockedTags)
            ? Because(item.Id, WhyNotCode.BlockedTag, "It has a tag that is never recommended.")
        : IsAny(item.Tags, record.Options.ExcludeTags) || (record.Options.Tags.Count > 0 && !IsAny(item.Tags, record.Options.Tags))
            ? Because(item.Id, WhyNotCode.ExcludedTag, "The request asked for other tags.")
        : record.Options.Filter is { } filter && !Expression.Parse(filter).Holds(item)
            ? Because(item.Id, WhyNotCode.FilteredByExpression, $"The request's filter is not true of it: {filter}")
        : item.ExpiresAt <= record.MadeAt
            ? Because(item.Id, WhyNotCode.Expired, "It had expired.")
        : null;

    private static bool IsAny(IReadOnlyList<string> tags, IReadOnlyList<string> named) =>
        named.Count > 0 && Tag.Names(tags).Overlaps(Tag.Names(named));

    private static bool IsSeen(RecordedInputs inputs, string itemId) =>
        inputs.Seen.Contains(itemId) || inputs.Ratings.Any(rating => rating.Id == itemId);

    private async Task<WhyNotAnswer> BelowAsync(DecisionRecord record, string itemId, CancellationToken cancellationToken)
    {
        var rebuilt = await inputsOfRecords.RebuildAsync(record, cancellationToken);
        IReadOnlyList<ReplayLack>? lacks = rebuilt.Lacks.Count > 0 ? rebuilt.Lacks : null;
        if (rebuilt.Inputs is not { } inputs || inputs.Candidates.All(item => item.ItemId != itemId))
        {
            return Because(itemId, WhyNotCode.BelowSlate, "It was a candidate; its place cannot be made out any more.") with
            {
                Lacks = lacks,
            };
        }

        var (index, placed) = new Ranker(Options.Create(record.Weights)).Order(inputs).Index().First(at => at.Item.Item.ItemId == itemId);
        var (rank, places) = (index + 1, record.Slate.Count);
        var because = IsCapped(record, inputs, placed)
            ? Because(itemId, WhyNotCode.CreatorCap, $"{record.Weights.PerCreator} items of its creator are on the slate already.")
            : Because(itemId, WhyNotCode.BelowSlate, $"It comes at place {rank} of {inputs.Candidates.Count}; {places} are shown.");
        return because with
        {
            Rank = rank,
            Score = placed.Score,
            Needed = record.Slate is [.., var last] ? last.Parts.Sum() : null,
            Similarity = placed.Similarity,
            Explanation = Explained.By(placed.Parts, placed.Similarity, record.Mood, placed.Rules),
            Lacks = lacks,
        };
    }

    // It would be on the slate by its score.
    private static bool IsCapped(DecisionRecord record, RankingInputs inputs, PlacedItem placed) =>
        record.Weights.PerCreator > 0 && placed.Item.Presentation.Creator is { } creator
        && record.Slate is [.., var last] && placed.Score > last.Parts.Sum()
        && inputs.Candidates.Count(item => item.Presentation.Creator == creator && record.Slate.Any(place => place.Id == item.ItemId))
            >= record.Weights.PerCreator;

    private async Task<WhyNotAnswer> NotFoundAsync(DecisionRecord record, string itemId, CancellationToken cancellationToken)
    {
        var model = models.Current.Serving ?? "";
        var item = (await catalog.LoadAsync(record.TenantId, model, [itemId], cancellationToken)).SingleOrDefault();
        if (item is null || item.CreatedAt > record.MadeAt || record.Origin == CandidateOrigin.Asked)
        {
            return Because(itemId, WhyNotCode.NotIndexed, "It was not indexed by then.");
        }

        if (Fallbacks.Of(record.Origin) is not null)
        {
            return Because(itemId, WhyNotCode.IndexAway, "The index was away, and it is not among the items that stood in.");
        }

        if (item.Model != (record.ContentModel ?? item.Model))
        {
            return Because(
                itemId, WhyNotCode.NotACandidate,
                $"It was none of the candidates. By how much cannot be made out: {item.Model} has encoded the catalog anew since.");
        }

        var context = RankingContext.Of(record.Perception, record.Fused, record.Wish, record.MoodSet, record.Weights);
        double fits = TensorPrimitives.Dot<float>(CandidateQuery.Of(context, record.Weights), EncodedItems.ToIndexed(item).Vector);
        var score = fits + new Boosts(record.Options.Boosts).Of(item).By;
        var because = score < record.Threshold
            ? Because(itemId, WhyNotCode.NotACandidate, "All candidates fit better by congruence, intent, what was said and boosts.")
            : record.Options.Boosts.Count > 1
            ? Because(
                itemId, WhyNotCode.NotACandidate,
                "It is not among the best that any one boost brings up, or it was changed after the decision.")
            : Because(itemId, WhyNotCode.NotIndexed, "It would be found as it is now: it was indexed or changed after the decision.");
        return because with
        {
            Score = score,
            Needed = record.Threshold,
            Similarity = DeterministicDot.Of(context.Fused, item.Embedding),
        };
    }

    private static WhyNotAnswer Because(string itemId, WhyNotCode code, string reason) =>
        new() { ItemId = itemId, Code = code, Reason = reason };
}

using Mmei.Ranking.Catalog;
using Mmei.Ranking.Rank;

namespace Mmei.Ranking.Decisions.Keep;

/// <summary>A decision as its record.</summary>
internal static class DecisionRecorded
{
    // Of a person with a longer history the latest are kept: what they have seen lately explains most of what is left out.
    private const int MostNames = 2000;

    public static DecisionRecord Of(
        Decision decision, string policyId, RankingOptions weights, IReadOnlyList<string> blockedTags) => new()
        {
            DecisionId = decision.Inputs.DecisionId,
            ObservationId = decision.Observation.ObservationId,
            TenantId = decision.Observation.TenantId,
            UserId = decision.Observation.UserId,
            SessionId = decision.Observation.SessionId,
            MadeAt = decision.Inputs.Now,
            Ranker = Ranker.Version,
            Perception = decision.Observation.Perception,
            Fused = decision.Observation.Fused,
            Wish = decision.Observation.Wish,
            Options = decision.Observation.Options,
            BlockedTags = blockedTags,
            Mood = decision.Inputs.Context.Mood.Goal,
            Weights = weights,
            Origin = decision.Found.Origin,
            Threshold = decision.Found.Threshold,
            CandidateCount = decision.Inputs.Candidates.Count,
            Inputs = InputsOf(decision.Inputs),
            Policy = decision.Policy,
            PolicyId = policyId,
            Arm = decision.Arm,
            ContentModel = decision.Inputs.ContentModel,
            Slate = PlacesOf(decision.Slate),
        };

    /// <summary>The places of a slate as a record has them.</summary>
    public static IReadOnlyList<RecordedPlace> PlacesOf(Slate slate) =>
    [
        .. slate.Items.Select(placed => new RecordedPlace(
            placed.Item.ItemId, placed.Similarity, placed.Parts, placed.Propensity, placed.Rules.Count > 0 ? placed.Rules : null)),
    ];

    private static RecordedItem RecordedOf(RankableItem item, RankingInputs inputs) => new(
        item.ItemId, item.Revision, item.Kind, inputs.Qualities.GetValueOrDefault(item.ItemId),
        inputs.Boosts.GetValueOrDefault(item.ItemId) is { Held: { Count: > 0 } held } ? held : null);

    private static RecordedInputs InputsOf(RankingInputs inputs)
    {
        var rated = inputs.Taste.Rated.Select(rating => rating.Item.ItemId).ToHashSet(StringComparer.Ordinal);
        return new RecordedInputs(
            [.. inputs.Candidates.Select(item => RecordedOf(item, inputs))],
            inputs.Taste.Prior,
            [
                .. inputs.Taste.Rated.Select(
                    rating => new RecordedRating(
                        rating.Item.ItemId, rating.Item.Revision, rating.Item.Kind, rating.Sum, rating.Mass)),
            ],
            [.. inputs.Taste.Seen.Where(itemId => !rated.Contains(itemId)).Take(MostNames)],
            [.. inputs.Taste.Never.Take(MostNames)]);
    }
}

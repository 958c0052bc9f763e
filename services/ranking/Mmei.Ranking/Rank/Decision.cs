using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Learning.Features;

namespace Mmei.Ranking.Rank;

/// <summary>A decision, as learning keeps it and as the gateway answers with it.</summary>
/// <param name="Mood">The mood goal that was taken.</param>
/// <param name="Fallback">Whether the candidates came without the index.</param>
/// <param name="Behind">Items of the catalog that could not be candidates yet.</param>
internal sealed record Decision(
    ObservationFused Observation, Guid Id, DateTimeOffset MadeAt, MoodGoal Mood, Slate Slate, PolicyStamp Policy, bool Fallback, int Behind,
    TimeSpan Took)
{
    private string? ContentModel => Slate.Items.Count > 0 ? Slate.Items[0].Item.Model : null;

    /// <summary>The full record.</summary>
    public DecisionMade ToRecord() => new()
    {
        DecisionId = Id,
        ObservationId = Observation.ObservationId,
        TenantId = Observation.TenantId,
        UserId = Observation.UserId,
        SessionId = Observation.SessionId,
        MadeAt = MadeAt,
        Perception = Observation.Perception,
        Mood = Mood,
        Policy = Policy,
        FeatureVersion = DecisionFeatures.Version,
        Items =
        [
            .. Slate.Items.Select((placed, place) => new DecidedItem
            {
                ItemId = placed.Item.ItemId,
                Position = place + 1,
                Score = placed.Score,
                Propensity = placed.Propensity,
                Parts = placed.Parts,
                Features = placed.Features,
            }),
        ],
        ContentModel = ContentModel,
    };

    /// <summary>What the person gets.</summary>
    public RecommendationReady ToAnswer() => new()
    {
        ObservationId = Observation.ObservationId,
        DecisionId = Id,
        Perception = Observation.Perception,
        Degraded = Observation.Perception.Degraded || Fallback,
        Items =
        [
            .. Slate.Items.Select((placed, place) => new RankedItem
            {
                ItemId = placed.Item.ItemId,
                Kind = placed.Item.Kind,
                Title = placed.Item.Title,
                Position = place + 1,
                Score = placed.Score,
                Propensity = placed.Propensity,
                Similarity = placed.Similarity,
                Parts = placed.Parts,
                Description = placed.Item.Description,
                Creator = placed.Item.Presentation.Creator,
                Language = placed.Item.Presentation.Language,
                MediaUrl = placed.Item.Presentation.MediaUrl,
                ThumbnailUrl = placed.Item.Presentation.ThumbnailUrl,
            }),
        ],
        Mood = Mood,
        ItemsBeingIndexed = Behind,
        ContentModel = ContentModel,
        Policy = Policy,
        RankingMs = Took.TotalMilliseconds,
    };
}

using Mmei.Contracts.V1;
using Mmei.Learning.Features;

namespace Mmei.Ranking.Rank;

/// <summary>A decision, as learning keeps it and as the gateway answers with it.</summary>
/// <param name="Inputs">What the slate follows from.</param>
/// <param name="Found">The candidates, and how they were found.</param>
/// <param name="Behind">Items of the catalog that could not be candidates yet.</param>
/// <param name="Arm">The arm of an experiment that the person is in; null: in none.</param>
internal sealed record Decision(
    ObservationFused Observation, RankingInputs Inputs, FoundCandidates Found, Slate Slate, int Behind, TimeSpan Took, ArmStamp? Arm = null)
{
    public PolicyStamp Policy => new() { Name = Inputs.Policy.Name, Version = Inputs.Policy.Version, Explored = Slate.Explored };

    /// <summary>The content model that was being made ready to serve; null: none.</summary>
    public string? NextContentModel { get; init; }

    public string? ContentModel => Slate.Items.Count > 0 ? Slate.Items[0].Item.Model : null;

    /// <summary>The full record.</summary>
    public DecisionMade ToRecord() => new()
    {
        DecisionId = Inputs.DecisionId,
        ObservationId = Observation.ObservationId,
        TenantId = Observation.TenantId,
        UserId = Observation.UserId,
        SessionId = Observation.SessionId,
        MadeAt = Inputs.Now,
        Perception = Observation.Perception,
        Mood = Inputs.Context.Mood.Goal,
        Policy = Policy,
        Arm = Arm,
        Diversity = Slate.Diversity(),
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
        DecisionId = Inputs.DecisionId,
        Perception = Observation.Perception,
        Degraded = Observation.Perception.Degraded || Fallbacks.Of(Found.Origin) is not null,
        Fallback = Fallbacks.Of(Found.Origin),
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
                Rules = placed.Rules,
                Description = placed.Item.Description,
                Creator = placed.Item.Presentation.Creator,
                Language = placed.Item.Presentation.Language,
                MediaUrl = placed.Item.Presentation.MediaUrl,
                ThumbnailUrl = placed.Item.Presentation.ThumbnailUrl,
            }),
        ],
        Mood = Inputs.Context.Mood.Goal,
        ItemsBeingIndexed = Behind,
        ContentModel = ContentModel,
        NextContentModel = NextContentModel,
        Policy = Policy,
        RankingMs = Took.TotalMilliseconds,
    };
}

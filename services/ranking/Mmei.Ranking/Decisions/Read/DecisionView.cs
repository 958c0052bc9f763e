using System.Numerics.Tensors;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Decisions.Keep;
using Mmei.Ranking.Rank;

namespace Mmei.Ranking.Decisions.Read;

/// <summary>A record as people read it.</summary>
internal static class DecisionView
{
    /// <param name="record">What was kept.</param>
    /// <param name="items">Those of the slate that the catalog still has, by id.</param>
    public static DecisionAnswer Of(DecisionRecord record, IReadOnlyDictionary<string, RankableItem> items)
    {
        var perception = record.Perception;
        return new DecisionAnswer
        {
            DecisionId = record.DecisionId,
            ObservationId = record.ObservationId,
            UserId = record.UserId,
            SessionId = record.SessionId,
            MadeAt = record.MadeAt,
            Emotion = Recognition.Of<Emotion>(perception.Emotion, perception.Confidence),
            Intent = Recognition.Of<Intent>(perception.Intent, perception.Intent.Max()),
            Wish = record.Wish is { } wish ? TensorPrimitives.Norm<float>(TensorCodec.Unpack(wish)) : 0,
            Mood = new MoodAnswer { Goal = record.Mood, Asked = record.Options.Mood is not null },
            Options = OptionsOf(record),
            Candidates = new CandidatesAnswer
            {
                Count = record.CandidateCount,
                Origin = record.Origin,
                Threshold = record.Threshold,
            },
            Taste = record is { UserId: not null, Inputs: { } inputs }
                ? new TasteAnswer { Rated = inputs.Ratings.Count, Disliked = inputs.Never.Count }
                : null,
            Weights = WeightsOf(record),
            Items = [.. record.Slate.Select((place, index) => ItemOf(record, place, index + 1, items.GetValueOrDefault(place.Id)))],
            Policy = new PolicyAnswer { Name = record.Policy.Name, Version = record.Policy.Version, Explored = record.Policy.Explored },
            Arm = record.Arm is { } arm ? new ArmAnswer { Experiment = arm.Experiment, Name = arm.Arm } : null,
            Models = ModelsOf(record),
            Degraded = perception.Degraded || Fallbacks.Of(record.Origin) is not null,
        };
    }

    private static OptionsRequest OptionsOf(DecisionRecord record) => new()
    {
        K = record.Options.K,
        Kinds = record.Options.Kinds.Count > 0 ? record.Options.Kinds : null,
        Items = record.Options.Items.Count > 0 ? record.Options.Items : null,
        Tags = record.Options.Tags.Count > 0 ? record.Options.Tags : null,
        ExcludeTags = record.Options.ExcludeTags.Count > 0 ? record.Options.ExcludeTags : null,
        Filter = record.Options.Filter,
        Boosts = record.Options.Boosts.Count > 0
            ? [.. record.Options.Boosts.Select(boost => new BoostRequest { When = boost.When, By = boost.By })]
            : null,
        Mood = record.Options.Mood,
        ExcludeSeen = record.Options.ExcludeSeen,
    };

    private static Dictionary<string, double> WeightsOf(DecisionRecord record)
    {
        var context = RankingContext.Of(record.Perception, record.Fused, record.Wish, record.MoodSet, record.Weights);
        var weights = ScoreWeights.Of(context, record.Weights);
        return new Dictionary<string, double>
        {
            ["state"] = weights.State,
            ["profile"] = weights.Profile,
            ["intent"] = weights.Intent,
            ["said"] = weights.Said,
            ["affinity"] = weights.Affinity,
            ["quality"] = weights.Quality,
            ["policy"] = weights.Policy,
            ["diversity"] = record.Weights.Diversity,
        };
    }

    private static DecisionItem ItemOf(DecisionRecord record, RecordedPlace place, int position, RankableItem? item) => new()
    {
        Id = place.Id,
        Kind = item?.Kind,
        Title = item?.Title,
        Position = position,
        Score = place.Parts.Sum(),
        Propensity = place.Propensity,
        Explanation = Explained.By(place.Parts, place.Similarity, record.Mood, place.Rules),
    };

    private static Dictionary<string, string> ModelsOf(DecisionRecord record)
    {
        var models = record.Perception.ModelsByRole();
        if (record.ContentModel is { } content)
        {
            models["content"] = content;
        }

        return models;
    }
}

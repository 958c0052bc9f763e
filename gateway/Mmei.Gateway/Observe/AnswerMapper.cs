using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;

namespace Mmei.Gateway.Observe;

/// <summary>Turns what came back over the bus into what the client sees.</summary>
internal static class AnswerMapper
{
    /// <param name="total">From the request, read whole, to the answer.</param>
    public static ObservationAnswer ToAnswer(RecommendationReady ready, Observation asked, TimeSpan total) => new()
    {
        ObservationId = ready.ObservationId,
        DecisionId = ready.DecisionId,
        Degraded = ready.Degraded,
        Fallback = ready.Fallback,
        Emotion = Recognition.Of<Emotion>(ready.Perception.Emotion, ready.Perception.Confidence),
        Intent = Recognition.Of<Intent>(ready.Perception.Intent, ready.Perception.Intent.Max()),
        Mood = new MoodAnswer { Goal = ready.Mood, Asked = asked.Options.Mood is not null },
        Session = asked.SessionId is { } id && ready.Perception.Session is { } session ? ToSession(id, session) : null,
        Modalities = ready.Perception.Modalities.ToDictionary(result => result.Modality, ToModality),
        Items = [.. ready.Items.Select(item => ToItem(item, asked.Options.Explain ? ready.Mood : null))],
        ItemsBeingIndexed = ready.ItemsBeingIndexed is > 0 and var behind ? behind : null,
        Models = Models(ready),
        Policy = new PolicyAnswer { Name = ready.Policy.Name, Version = ready.Policy.Version, Explored = ready.Policy.Explored },
        TimingsMs = Timings(ready, total),
    };

    /// <summary>What was recognised, before the recommendation is there.</summary>
    public static PerceptionAnswer ToPerception(ObservationPerceived told, Observation asked) => new()
    {
        ObservationId = told.ObservationId,
        Degraded = told.Perception.Degraded,
        Emotion = Recognition.Of<Emotion>(told.Perception.Emotion, told.Perception.Confidence),
        Intent = Recognition.Of<Intent>(told.Perception.Intent, told.Perception.Intent.Max()),
        Session = asked.SessionId is { } id && told.Perception.Session is { } session ? ToSession(id, session) : null,
        Modalities = told.Perception.Modalities.ToDictionary(result => result.Modality, ToModality),
    };

    private static SessionAnswer ToSession(string id, SessionTrajectory session) => new()
    {
        Id = id,
        Observations = session.Observations,
        Current = session.Current,
        Emotion = Recognition.Of<Emotion>(session.Smoothed, session.Smoothed.Max()),
        Changed = session.Change is { } change ? new EmotionChangeAnswer { From = change.From, To = change.To } : null,
    };

    private static ModalityAnswer ToModality(ModalityResult result) => new()
    {
        Status = result.Status,
        Weight = result.Status == ModalityStatus.Used ? result.Weight : null,
        Code = result.Code,
        Reason = result.Reason,
        Quality = result.Quality is { } quality ? ToQuality(quality) : null,
    };

    private static QualityAnswer ToQuality(MediaQuality quality) => new()
    {
        Blur = quality.Blur,
        Darkness = quality.Darkness,
        Faces = quality.Faces,
        Face = quality.Face is { } face ? new FaceAnswer { X = face.X, Y = face.Y, Width = face.Width, Height = face.Height } : null,
        SpeechShare = quality.SpeechShare,
        ClippedShare = quality.ClippedShare,
        Seconds = quality.Seconds,
        Language = quality.Language,
        Parts = quality.Parts,
        Warnings = quality.Warnings,
    };

    private static RecommendedItem ToItem(RankedItem item, MoodGoal? explainedMood) => new()
    {
        Id = item.ItemId,
        Kind = item.Kind,
        Title = item.Title,
        Description = item.Description,
        Creator = item.Creator,
        Language = item.Language,
        MediaUrl = item.MediaUrl,
        ThumbnailUrl = item.ThumbnailUrl,
        Position = item.Position,
        Score = item.Score,
        Propensity = item.Propensity,
        Explanation = explainedMood is { } mood ? Explain(item, mood) : null,
    };

    private static Explanation Explain(RankedItem item, MoodGoal mood) => new()
    {
        Congruence = item.Parts.Congruence,
        Intent = item.Parts.Intent,
        Said = item.Parts.Said,
        Affinity = item.Parts.Affinity,
        Quality = item.Parts.Quality,
        Policy = item.Parts.Policy,
        Boost = item.Parts.Boost,
        Diversity = item.Parts.Diversity,
        Mood = mood,
        Similarity = item.Similarity,
        Rules = item.Rules,
    };

    private static Dictionary<string, string> Models(RecommendationReady ready)
    {
        var models = ready.Perception.ModelsByRole();
        if (ready.ContentModel is { } content)
        {
            models["content"] = content;
        }

        if (ready.NextContentModel is { } next)
        {
            models["nextContent"] = next;
        }

        return models;
    }

    private static Dictionary<string, double> Timings(RecommendationReady ready, TimeSpan total)
    {
        var timings = new Dictionary<string, double> { ["total"] = total.TotalMilliseconds };
        foreach (var result in ready.Perception.Modalities.Where(result => result.Status == ModalityStatus.Used))
        {
            timings[result.Modality.Name()] = result.EncodeMs;
        }

        timings["join"] = ready.Perception.JoinMs;
        timings["fusion"] = ready.Perception.FusionMs;
        timings["ranking"] = ready.RankingMs;
        return timings;
    }
}

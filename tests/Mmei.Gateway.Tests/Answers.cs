using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;

namespace Mmei.Gateway.Tests;

/// <summary>What the platform might answer.</summary>
internal static class Answers
{
    public static RecommendationReady Recommend(OpenObservation ticket) => new()
    {
        ObservationId = ticket.ObservationId,
        DecisionId = ticket.ObservationId,
        Perception = Perceived(ticket),
        Degraded = false,
        Items = [.. Enumerable.Range(1, ticket.Options.K).Select(Item)],
        Mood = ticket.Options.Mood ?? MoodGoal.Lift,
        ContentModel = "content-bert@1",
        Policy = new PolicyStamp { Name = "lin-ts", Version = 42, Explored = false },
        RankingMs = 2.2,
    };

    private static Perception Perceived(OpenObservation ticket) => new()
    {
        Emotion = [0.03, 0.02, 0.05, 0.05, 0.1, 0.7, 0.05],
        Intent = [0.8, 0.05, 0.05, 0.05, 0.05],
        Confidence = 0.71,
        Session = ticket.SessionId is null ? null : new SessionTrajectory
        {
            Observations = 4,
            Smoothed = [0.05, 0.05, 0.05, 0.4, 0.1, 0.3, 0.05],
            Current = Emotion.Sadness,
            Change = new EmotionChange { From = Emotion.Joy, To = Emotion.Sadness },
        },
        Modalities = [.. ticket.Expected.Select(modality => Used(modality, 1.0 / ticket.Expected.Count)), .. ticket.Settled],
        Degraded = false,
        Model = "mmei@1",
        JoinMs = 0.6,
        FusionMs = 1.9,
    };

    public static ObservationFailed Fail(
        OpenObservation ticket, ModalityStatus status, string reason, RejectionCode? code = null, int? retryAfterMs = null) => new()
        {
            ObservationId = ticket.ObservationId,
            Modalities =
            [
                .. ticket.Expected.Select(modality => new ModalityResult
                {
                    Modality = modality,
                    Status = status,
                    Reason = reason,
                    Code = code,
                    RetryAfterMs = retryAfterMs,
                }),
                .. ticket.Settled,
            ],
        };

    private static ModalityResult Used(Modality modality, double weight) => new()
    {
        Modality = modality,
        Status = ModalityStatus.Used,
        Weight = weight,
        Model = $"model-of-{modality}@1".ToLowerInvariant(),
        EncodeMs = 5,
    };

    private static RankedItem Item(int position) => new()
    {
        ItemId = $"m-{position}",
        Kind = ContentKind.Music,
        Title = $"Song {position}",
        Position = position,
        Score = 0.75,
        Propensity = 0.5,
        Similarity = 0.4,
        Parts = new ScoreParts
        {
            Congruence = 0.25,
            Intent = 0.25,
            Said = 0.25,
            Affinity = 0.0625,
            Quality = 0.0625,
            Policy = 0,
            Boost = -0.25,
            Diversity = 0.125,
        },
        Rules = ["options.boosts[0]"],
        Description = "Soft rain.",
        Creator = "Ana",
        Language = "pt",
        MediaUrl = $"https://cdn.example/{position}.mp3",
        ThumbnailUrl = position == 1 ? "https://cdn.example/1.jpg" : null,
    };
}

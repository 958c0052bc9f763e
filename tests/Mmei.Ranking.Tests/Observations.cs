using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;

namespace Mmei.Ranking.Tests;

/// <summary>What fusion sends.</summary>
internal static class Observations
{
    public static ObservationFused Fused(
        float[] state, string? userId = "ann", RecommendationOptions? options = null, string tenant = "acme", Uri? replyTo = null) => new()
        {
            ObservationId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
            TenantId = tenant,
            UserId = userId,
            SessionId = "s-1",
            Perception = new Perception
            {
                Emotion = Vectors.Peak(7, (int)Emotion.Sadness),
                Intent = Vectors.Peak(5, (int)Intent.Relax),
                Confidence = 0.8,
                Session =
                new SessionTrajectory { Observations = 3, Smoothed = Vectors.Peak(7, (int)Emotion.Sadness), Current = Emotion.Sadness },
                Modalities =
            [
                new ModalityResult { Modality = Modality.Text, Status = ModalityStatus.Used, Weight = 1, Model = "text-bert@1" },
                new ModalityResult { Modality = Modality.Audio, Status = ModalityStatus.Missing },
            ],
                Degraded = false,
                Model = "mmei@1",
                JoinMs = 1,
                FusionMs = 2,
            },
            Fused = TensorCodec.Pack(state, 1, state.Length),
            Options = options ?? new RecommendationOptions(),
            ReplyAddress = replyTo ?? new Uri("exchange:nobody"),
        };
}

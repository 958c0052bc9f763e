using Mmei.Contracts.Taxonomy;

namespace Mmei.Encoders;

/// <summary>What the commands EncodeImage, EncodeAudio and EncodeText have in common.</summary>
/// <param name="Budget">Time left; zero or less when it is over.</param>
public sealed record EncodeRequest(Modality Modality, Guid ObservationId, string TenantId, int Shard, TimeSpan Budget);

using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.Api.V1;

/// <summary>What may be known beside face, voice and words; each is optional.</summary>
public sealed record ContextRequest
{
    /// <summary>The person's wall clock with its offset.</summary>
    public DateTimeOffset? LocalTime { get; init; }

    public string? Device { get; init; }

    /// <summary>Beats per minute.</summary>
    public double? HeartRate { get; init; }

    public PhysicalActivity? Activity { get; init; }
}

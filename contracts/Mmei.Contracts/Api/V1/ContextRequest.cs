using System.ComponentModel.DataAnnotations;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.Api.V1;

/// <summary>What may be known beside face, voice and words; each is optional.</summary>
public sealed record ContextRequest
{
    public const int LabelCharacters = 64;
    public const double MinHeartRate = 20;
    public const double MaxHeartRate = 300;

    /// <summary>The person's wall clock with its offset.</summary>
    public DateTimeOffset? LocalTime { get; init; }

    [StringLength(LabelCharacters)]
    [RegularExpression(Ids.Printable)]
    public string? Device { get; init; }

    /// <summary>Beats per minute.</summary>
    [Range(MinHeartRate, MaxHeartRate)]
    public double? HeartRate { get; init; }

    public PhysicalActivity? Activity { get; init; }
}

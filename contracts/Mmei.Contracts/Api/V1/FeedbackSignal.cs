using System.ComponentModel.DataAnnotations;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.Api.V1;

/// <summary>One thing a person did with a recommended item.</summary>
public sealed record FeedbackSignal
{
    /// <summary>A day.</summary>
    public const double LongestDwellSeconds = 24 * 60 * 60;

    /// <summary>The caller's id for this signal; the same id again changes nothing.</summary>
    [Required]
    [StringLength(Ids.MaxLength, MinimumLength = 1)]
    [RegularExpression(Ids.Printable)]
    public string? Id { get; init; }

    [Required]
    public Guid? DecisionId { get; init; }

    [Required]
    [StringLength(Ids.MaxLength, MinimumLength = 1)]
    [RegularExpression(Ids.Printable)]
    public string? ItemId { get; init; }

    [Required]
    public SignalKind? Kind { get; init; }

    /// <summary>dwell: seconds; complete: 0 to 1; the rest take none.</summary>
    [Range(0, LongestDwellSeconds)]
    public double? Value { get; init; }

    /// <summary>emotion: the id of the later observation.</summary>
    public Guid? ObservationId { get; init; }

    [Required]
    public DateTimeOffset? At { get; init; }
}

using System.ComponentModel.DataAnnotations;

namespace Mmei.Contracts.Api.V1;

/// <summary>A line of <c>POST /v1/observations:batch</c>.</summary>
public sealed record BatchRow
{
    /// <summary>A name of the caller's own. A row that was answered is answered the same again, and not observed twice.</summary>
    [StringLength(Ids.MaxLength, MinimumLength = 1)]
    [RegularExpression(Ids.Printable)]
    public string? Id { get; init; }

    public required ObservationRequest Request { get; init; }
}

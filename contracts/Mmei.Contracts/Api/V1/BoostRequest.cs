using System.ComponentModel.DataAnnotations;

namespace Mmei.Contracts.Api.V1;

/// <summary>Adds to the scores of items of which an expression is true, in the search and in the order.</summary>
public sealed record BoostRequest
{
    /// <summary>The most that is added or taken off: more than all that was said and felt.</summary>
    public const double MostBy = 10;

    /// <summary>An expression, as in <c>filter</c>.</summary>
    public required string When { get; init; }

    /// <summary>
    /// In the units of a score, where how well an item fits a feeling is at most 1 and what was asked for in words at most 8, as the
    /// platform is set at first; negative to take off.
    /// </summary>
    [Range(-MostBy, MostBy)]
    public required double By { get; init; }
}

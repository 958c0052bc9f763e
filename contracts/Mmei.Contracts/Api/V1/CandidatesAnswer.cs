using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.Api.V1;

/// <summary>The items that could have been recommended by a decision.</summary>
public sealed record CandidatesAnswer
{
    public required int Count { get; init; }

    public required CandidateOrigin Origin { get; init; }

    /// <summary>The lowest score of the search among them: items below it were not considered. Absent where all were.</summary>
    public double? Threshold { get; init; }
}

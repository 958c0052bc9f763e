namespace Mmei.Contracts.Api.V1;

/// <summary>Why an item is not on the slate of a decision.</summary>
public sealed record WhyNotAnswer
{
    public required string ItemId { get; init; }

    public required WhyNotCode Code { get; init; }

    /// <summary>The same in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The place among all candidates, from 1; where it was one.</summary>
    public int? Rank { get; init; }

    /// <summary>Its score: in the ranking where it was a candidate, else in the search for candidates.</summary>
    public double? Score { get; init; }

    /// <summary>The score that it did not reach: of the last item shown, or of the last candidate.</summary>
    public double? Needed { get; init; }

    /// <summary>S(u,c) = F . E_c (eq. 7), -1 to 1, where it was found out.</summary>
    public double? Similarity { get; init; }

    /// <summary>What its score was made of, where it was a candidate.</summary>
    public Explanation? Explanation { get; init; }

    /// <summary>What is not as it was at the decision, so that rank and score may be others than they were; absent where all is.</summary>
    public IReadOnlyList<ReplayLack>? Lacks { get; init; }
}

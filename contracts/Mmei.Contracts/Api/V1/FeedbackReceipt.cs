namespace Mmei.Contracts.Api.V1;

/// <summary>Answer to feedback: it is durable now.</summary>
public sealed record FeedbackReceipt
{
    /// <summary>Signals stored by this request.</summary>
    public required int Accepted { get; init; }

    /// <summary>Signals whose id was known already.</summary>
    public required int Duplicates { get; init; }

    /// <summary>
    /// Of the accepted, those from after the reward window of their decision: what the person has seen, likes or dislikes counts for them
    /// all the same; the policy does not learn from it.
    /// </summary>
    public int TooLate { get; init; }
}

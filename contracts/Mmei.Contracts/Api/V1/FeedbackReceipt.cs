namespace Mmei.Contracts.Api.V1;

/// <summary>Answer to feedback: it is durable now.</summary>
public sealed record FeedbackReceipt
{
    /// <summary>Signals stored by this request.</summary>
    public required int Accepted { get; init; }

    /// <summary>Signals whose id was known already.</summary>
    public required int Duplicates { get; init; }
}

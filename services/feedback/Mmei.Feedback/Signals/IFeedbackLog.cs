using Mmei.Contracts.V1;

namespace Mmei.Feedback.Signals;

/// <summary>
/// What was shown and what people did with it. Each method is one transaction: it has happened completely, or not at all.
/// </summary>
internal interface IFeedbackLog
{
    /// <summary>Stores a decision and queues it for learning; false when it was known.</summary>
    Task<bool> AddDecisionAsync(DecisionMade decision, DateTimeOffset closesAt, CancellationToken cancellationToken);

    /// <summary>Stores signals and queues their decisions for learning.</summary>
    /// <returns>How many were new.</returns>
    Task<int> AddSignalsAsync(string tenantId, IReadOnlyList<Signal> signals, CancellationToken cancellationToken);
}

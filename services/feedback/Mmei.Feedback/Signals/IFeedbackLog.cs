using Mmei.Contracts.V1;

namespace Mmei.Feedback.Signals;

/// <summary>
/// What was shown and what people did with it. Each method is one transaction: it has happened completely, or not at all.
/// </summary>
internal interface IFeedbackLog
{
    /// <summary>Stores a decision and queues it for learning; false when it was known, or its person has been erased since.</summary>
    Task<bool> AddDecisionAsync(DecisionMade decision, DateTimeOffset closesAt, CancellationToken cancellationToken);

    /// <summary>Stores signals and queues their decisions for learning.</summary>
    Task<AddedSignals> AddSignalsAsync(string tenantId, IReadOnlyList<Signal> signals, CancellationToken cancellationToken);
}

/// <summary>What became of signals.</summary>
/// <param name="New">Whose id was not known.</param>
/// <param name="Late">Of these, what happened after the window of its decision.</param>
internal readonly record struct AddedSignals(int New, int Late);

using Mmei.Contracts.V1;

namespace Mmei.Feedback.Store;

/// <summary>Keeps decisions, signals, rewards and policies. Every method is one transaction: it has happened completely, or not at all.</summary>
internal interface IFeedbackStore
{
    /// <summary>Stores a decision and queues it for learning; false when it was known.</summary>
    Task<bool> AddDecisionAsync(DecisionMade decision, DateTimeOffset closesAt, CancellationToken cancellationToken);

    /// <summary>Stores signals and queues their decisions for learning.</summary>
    /// <returns>How many were new.</returns>
    Task<int> AddSignalsAsync(string tenant, IReadOnlyList<Signal> signals, CancellationToken cancellationToken);

    /// <summary>Queues decisions whose window has ended.</summary>
    Task QueueClosingAsync(DateTimeOffset now, int most, CancellationToken cancellationToken);

    /// <summary>Tenants with queued decisions.</summary>
    Task<IReadOnlyList<string>> TenantsWithWorkAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Takes queued decisions of a tenant, hands them to <paramref name="learn"/> with the posteriors, and stores what that returns. Replicas
    /// take turns per tenant. <paramref name="learn"/> may run again after a conflict, on fresh data.
    /// </summary>
    Task<LearningReport> LearnAsync(
        string tenant, int most, DateTimeOffset now, Func<LearningBatch, LearningOutcome> learn, CancellationToken cancellationToken);

    /// <summary>The latest policies of all tenants, or only those whose latest version has not been broadcast.</summary>
    Task<IReadOnlyList<StoredPolicy>> PoliciesAsync(bool onlyUnsent, CancellationToken cancellationToken);

    /// <summary>Records that this version has been broadcast.</summary>
    Task MarkSentAsync(StoredPolicy policy, CancellationToken cancellationToken);

    /// <summary>Takes the oldest unsent messages for the time of the lease; after it, another may take them.</summary>
    Task<IReadOnlyList<OutboxEntry>> LeaseMessagesAsync(DateTimeOffset now, TimeSpan lease, int most, CancellationToken cancellationToken);

    /// <summary>Forgets messages that have been sent.</summary>
    Task RemoveMessagesAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken);
}

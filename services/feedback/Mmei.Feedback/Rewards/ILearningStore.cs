namespace Mmei.Feedback.Rewards;

/// <summary>The queue of decisions whose rewards have to be worked out, and what learning reads and writes.</summary>
internal interface ILearningStore
{
    /// <summary>Queues decisions whose window has ended.</summary>
    Task QueueClosingAsync(DateTimeOffset now, int most, CancellationToken cancellationToken);

    /// <summary>Tenants with queued decisions.</summary>
    Task<IReadOnlyList<string>> TenantsWithWorkAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="work"/> in one transaction: all that it saves is stored, or nothing. It may run again after a conflict, on
    /// fresh data.
    /// </summary>
    Task<T> InOneTransactionAsync<T>(Func<ILearningUnit, Task<T>> work, CancellationToken cancellationToken);
}

/// <summary>One transaction of learning.</summary>
internal interface ILearningUnit
{
    /// <summary>
    /// Takes decisions of a tenant from the queue, with all that their rewards depend on. Replicas take turns per tenant.
    /// </summary>
    Task<LoggedFeedback> LoadAsync(string tenantId, int most);

    Task SaveAsync(Learned learned);
}

namespace Mmei.Feedback.Outbox;

/// <summary>Messages that belong to committed changes and are not sent yet.</summary>
internal interface IOutbox
{
    /// <summary>Takes the oldest messages for the time of the lease; after it, another may take them.</summary>
    Task<IReadOnlyList<OutboxEntry>> LeaseAsync(DateTimeOffset now, TimeSpan lease, int most, CancellationToken cancellationToken);

    /// <summary>Forgets messages that have been sent.</summary>
    Task RemoveAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken);
}

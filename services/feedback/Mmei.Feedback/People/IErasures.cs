namespace Mmei.Feedback.People;

/// <summary>Erases people. A call fails with <see cref="Hosting.Failures.UnavailableFailure"/> while the database is away.</summary>
internal interface IErasures
{
    /// <summary>
    /// Erases what happened up to <paramref name="at"/>, in one transaction, and has ranking told. Harmless when it runs again.
    /// </summary>
    Task<Erased> EraseAsync(string tenantId, string userId, Guid erasureId, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Takes down what ranking has erased.</summary>
    Task ConfirmAsync(string tenantId, Guid erasureId, int tastes, CancellationToken cancellationToken);

    /// <summary>What ranking has erased; null until it has answered.</summary>
    Task<int?> TastesAsync(string tenantId, Guid erasureId, CancellationToken cancellationToken);
}

/// <summary>How much was erased here.</summary>
internal readonly record struct Erased(int Decisions, int Signals, int PolicyRewards, int Votes, int Messages);

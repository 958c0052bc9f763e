using Mmei.Contracts.V1;
using Mmei.Hosting.Failures;

namespace Mmei.Ranking.Taste;

/// <summary>
/// What is known of each person's taste. Safe for concurrent use by several instances. A call fails with <see cref="UnavailableFailure"/>
/// while the database is away.
/// </summary>
internal interface ITasteStore
{
    /// <summary>
    /// Keeps the reward of a person's item unless a later revision is there already, or the person was erased after what it tells of.
    /// </summary>
    /// <exception cref="ArgumentException">The event names no person.</exception>
    Task KeepAsync(RewardAssigned reward, CancellationToken cancellationToken);

    /// <summary>Forgets a person; what happened up to <paramref name="at"/> is not taken in later. Harmless when it runs again.</summary>
    /// <returns>How many rewards there were.</returns>
    Task<int> EraseAsync(string tenantId, string userId, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>The rewards of the items of these decisions that have one.</summary>
    Task<IReadOnlyDictionary<(Guid DecisionId, string ItemId), double>> OfDecisionsAsync(
        string tenantId, IReadOnlyList<Guid> decisionIds, CancellationToken cancellationToken);

    /// <summary>
    /// The person's latest rewards, at most <paramref name="limit"/>, then what they think and have seen of every item; the latest first.
    /// </summary>
    Task<IReadOnlyList<TasteReward>> ReadAsync(string tenantId, string userId, int limit, CancellationToken cancellationToken);
}

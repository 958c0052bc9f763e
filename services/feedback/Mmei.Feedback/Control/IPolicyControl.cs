using Mmei.Contracts.Api.V1;
using Mmei.Feedback.Policies;

namespace Mmei.Feedback.Control;

/// <summary>What an operator sets of a tenant's policy. Each method is one transaction; what changes is broadcast next.</summary>
internal interface IPolicyControl
{
    /// <summary>The policy in force; null where nothing was learned or set.</summary>
    Task<ServedPolicy?> ServedAsync(string tenantId, CancellationToken cancellationToken);

    /// <summary>Sets how the policy explores, and by which rule another one takes over; what it has learned stays.</summary>
    Task ExploreAsync(
        string tenantId, Exploration exploration, TakeOverRule? rule, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Sets how the policy explores as long as the rule of that version holds, which then has done its work.</summary>
    /// <returns>False where it does not hold any more: nothing has changed.</returns>
    Task<bool> TakeOverAsync(
        string tenantId, Exploration exploration, long rule, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Keeps the latest policy as a snapshot, unless one was kept since <paramref name="unlessSince"/>.</summary>
    Task KeepAsync(
        string tenantId, SnapshotReason reason, DateTimeOffset at, DateTimeOffset? unlessSince, CancellationToken cancellationToken);

    /// <summary>The snapshots that are kept, the latest first.</summary>
    Task<IReadOnlyList<Snapshot>> SnapshotsAsync(string tenantId, CancellationToken cancellationToken);

    /// <summary>Keeps the latest policy and holds it in force.</summary>
    Task FreezeAsync(string tenantId, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Holds a snapshot in force.</summary>
    /// <exception cref="Hosting.Failures.NotFoundFailure">There is no such snapshot.</exception>
    /// <exception cref="Hosting.Failures.ConflictFailure">It was learned on other features than rankers have now, or is stored
    /// damaged.</exception>
    Task RollBackAsync(string tenantId, long version, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Puts the latest policy in force again.</summary>
    Task UnfreezeAsync(string tenantId, DateTimeOffset at, CancellationToken cancellationToken);
}

/// <summary>The policy in force.</summary>
/// <param name="Policy">Its state, under the version that is broadcast.</param>
/// <param name="Pinned">The snapshot that it is, if any.</param>
internal sealed record ServedPolicy(StoredPolicy Policy, long? Pinned);

/// <summary>A policy as it was.</summary>
/// <param name="Pinned">The snapshot of the tenant that is in force, if any.</param>
internal sealed record Snapshot(
    long Version, long? Parent, string Reason, long FeatureVersion, long Rewards, DateTimeOffset MadeAt, long? Pinned);

/// <summary>Why a policy was kept.</summary>
internal enum SnapshotReason
{
    Scheduled,
    Asked,
    Frozen,
}

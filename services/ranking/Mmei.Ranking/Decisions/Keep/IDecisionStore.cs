using Mmei.Hosting.Failures;

namespace Mmei.Ranking.Decisions.Keep;

/// <summary>
/// Records of decisions and the policies that made them. Safe for concurrent use by several instances. A call fails with
/// <see cref="UnavailableFailure"/> while the database is away.
/// </summary>
internal interface IDecisionStore
{
    /// <summary>
    /// Stores a record, and its policy where that is new, unless the person was erased after the decision. One that is stored already stays
    /// as it is.
    /// </summary>
    Task AddAsync(StoredRecord record, KeptPolicy policy, CancellationToken cancellationToken);

    /// <summary>The bytes of a decision's record; null where the tenant has none of that id.</summary>
    Task<byte[]?> FindAsync(string tenantId, Guid decisionId, CancellationToken cancellationToken);

    /// <summary>The bytes of the latest records of a tenant, the latest first.</summary>
    Task<IReadOnlyList<byte[]>> LatestAsync(string tenantId, int most, CancellationToken cancellationToken);

    /// <summary>The records of people's decisions made after one instant and up to another, the earliest first.</summary>
    /// <returns>When each was made, and its bytes.</returns>
    Task<IReadOnlyList<(DateTimeOffset MadeAt, byte[] Record)>> BetweenAsync(
        string tenantId, DateTimeOffset after, DateTimeOffset until, int most, CancellationToken cancellationToken);

    /// <summary>How many records there are of a person, and the bytes of the latest, the latest first.</summary>
    Task<(int Count, IReadOnlyList<byte[]> Latest)> OfPersonAsync(
        string tenantId, string userId, int most, CancellationToken cancellationToken);

    /// <summary>The state of a policy; null where it is not kept any more.</summary>
    Task<byte[]?> FindPolicyAsync(string tenantId, string policyId, CancellationToken cancellationToken);

    /// <summary>Deletes all records of a person.</summary>
    /// <returns>How many there were.</returns>
    Task<int> EraseAsync(string tenantId, string userId, CancellationToken cancellationToken);
}

/// <param name="Record">As <see cref="RecordCodec"/> writes it.</param>
internal sealed record StoredRecord(
    string TenantId, Guid DecisionId, string? UserId, DateTimeOffset MadeAt, string PolicyId, byte[] Record);

using Mmei.Contracts.Api.V1;

namespace Mmei.Hosting.Consents;

/// <summary>What people agreed to, where that is kept: in this process, or behind a call.</summary>
public interface IStoredConsents
{
    /// <summary>Null where a person has said nothing, or has withdrawn what they said.</summary>
    /// <exception cref="Failures.UnavailableFailure">It cannot be looked up; trying again later may succeed.</exception>
    Task<UserConsentAnswer?> FindAsync(string tenantId, string userId, CancellationToken cancellationToken);
}

using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Consents;

namespace Mmei.Feedback.People;

/// <summary>
/// Keeps what people agreed to. A call fails with <see cref="Hosting.Failures.UnavailableFailure"/> while the database is away.
/// </summary>
internal interface IConsents : IStoredConsents
{
    /// <summary>In place of what they had said.</summary>
    Task StoreAsync(string tenantId, string userId, UserConsentAnswer consent, CancellationToken cancellationToken);

    /// <summary>Harmless where there is nothing.</summary>
    Task WithdrawAsync(string tenantId, string userId, CancellationToken cancellationToken);
}

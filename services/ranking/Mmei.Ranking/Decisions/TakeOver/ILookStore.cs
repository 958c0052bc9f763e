using Mmei.Contracts.V1;
using Mmei.Hosting.Failures;

namespace Mmei.Ranking.Decisions.TakeOver;

/// <summary>
/// How far the looks of each tenant's rule have come. Safe for concurrent use by several instances. A call fails with
/// <see cref="UnavailableFailure"/> while the database is away.
/// </summary>
internal interface ILookStore
{
    /// <summary>The next look of a rule: the first where there was none, or another rule held.</summary>
    Task<Look> NextAsync(string tenantId, TakeOverInForce rule, CancellationToken cancellationToken);

    /// <summary>Remembers that a look was taken, unless somebody else has remembered it already.</summary>
    /// <param name="tenantId">Whose.</param>
    /// <param name="rule">Of which rule.</param>
    /// <param name="look">The look.</param>
    /// <param name="to">When the last decision that it was at was made.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task TakenAsync(string tenantId, TakeOverInForce rule, Look look, DateTimeOffset to, CancellationToken cancellationToken);
}

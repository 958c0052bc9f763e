using Mmei.Contracts.V1;
using Mmei.Hosting.Failures;

namespace Mmei.Ranking.Quality;

/// <summary>
/// What people's feedback says of items. Safe for concurrent use by several instances. A call fails with <see cref="UnavailableFailure"/>
/// while the database is away.
/// </summary>
internal interface IVoteStore
{
    /// <summary>Keeps the votes on an item in a week unless a later revision is there already.</summary>
    Task KeepAsync(VotesCounted votes, CancellationToken cancellationToken);

    /// <summary>All that was kept of a tenant after this place, in the order of writing; from 0 all there is.</summary>
    Task<IReadOnlyList<WeekVotes>> ReadAfterAsync(string tenantId, long place, CancellationToken cancellationToken);
}

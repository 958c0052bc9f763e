using Mmei.Contracts.V1;
using Mmei.Storage;

namespace Mmei.Ranking.Quality;

/// <summary>Votes in SQLite or PostgreSQL.</summary>
internal sealed class SqlVoteStore(ISqlDatabase database) : IVoteStore
{
    public Task KeepAsync(VotesCounted votes, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var place = await session.ReadAsync<long>(
                """
                INSERT INTO ranking_vote_places (tenant_id, place) VALUES (@TenantId, 1)
                ON CONFLICT (tenant_id) DO UPDATE SET place = ranking_vote_places.place + 1
                RETURNING place
                """,
                new { votes.TenantId });
            await session.RunAsync(
                """
                INSERT INTO ranking_votes (tenant_id, item_id, week, votes_for, votes_against, felt, worse, revision, place)
                VALUES (@TenantId, @ItemId, @Week, @For, @Against, @Felt, @Worse, @Revision, @place)
                ON CONFLICT (tenant_id, item_id, week) DO UPDATE SET votes_for = excluded.votes_for,
                    votes_against = excluded.votes_against, felt = excluded.felt, worse = excluded.worse,
                    revision = excluded.revision, place = excluded.place
                WHERE excluded.revision > ranking_votes.revision
                """,
                new
                {
                    votes.TenantId,
                    votes.ItemId,
                    votes.Week,
                    votes.For,
                    votes.Against,
                    votes.Felt,
                    votes.Worse,
                    votes.Revision,
                    place = place.Single(),
                });
        },
        cancellationToken);

    public async Task<IReadOnlyList<WeekVotes>> ReadAfterAsync(string tenantId, long place, CancellationToken cancellationToken) =>
        await database.ReadAsync<WeekVotes>(
            """
            SELECT item_id, week, votes_for, votes_against, felt, worse, place FROM ranking_votes
            WHERE tenant_id = @tenantId AND place > @place ORDER BY place
            """,
            new { tenantId, place },
            cancellationToken);
}

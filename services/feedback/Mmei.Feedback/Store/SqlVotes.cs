using Mmei.Feedback.Votes;
using Mmei.Storage;

namespace Mmei.Feedback.Store;

/// <summary>People's votes and what they come to, <c>feedback_votes</c> and <c>feedback_item_votes</c>.</summary>
internal static class SqlVotes
{
    /// <summary>The votes of these people on these items.</summary>
    public static async Task<PersonVote[]> ReadPersonVotesAsync(this SqlSession session, string tenantId, string[] users, string[] items)
    {
        var rows = await session.ReadAsync<PersonRow>(
            """
            SELECT user_id, item_id, week, votes_for, votes_against, felt, worse FROM feedback_votes
            WHERE tenant_id = @tenantId AND user_id {in users} AND item_id {in items}
            """,
            new { tenantId, users, items });
        return Array.ConvertAll(rows, row => row.ToVote());
    }

    /// <summary>All votes of a person.</summary>
    public static async Task<PersonVote[]> ReadPersonVotesAsync(this SqlSession session, string tenantId, string userId)
    {
        var rows = await session.ReadAsync<PersonRow>(
            """
            SELECT user_id, item_id, week, votes_for, votes_against, felt, worse FROM feedback_votes
            WHERE tenant_id = @tenantId AND user_id = @userId
            """,
            new { tenantId, userId });
        return Array.ConvertAll(rows, row => row.ToVote());
    }

    /// <summary>What is counted of these items.</summary>
    public static async Task<ItemVotes[]> ReadItemVotesAsync(this SqlSession session, string tenantId, string[] items)
    {
        var rows = await session.ReadAsync<ItemRow>(
            """
            SELECT item_id, week, votes_for, votes_against, felt, worse, revision FROM feedback_item_votes
            WHERE tenant_id = @tenantId AND item_id {in items}
            """,
            new { tenantId, items });
        return Array.ConvertAll(rows, row => row.ToVotes());
    }

    public static Task SavePersonVotesAsync(this SqlSession session, string tenantId, IEnumerable<PersonVote> votes) => session.RunAsync(
        """
        INSERT INTO feedback_votes (tenant_id, user_id, item_id, week, votes_for, votes_against, felt, worse)
        VALUES (@tenantId, @UserId, @ItemId, @Week, @For, @Against, @Felt, @Worse)
        ON CONFLICT (tenant_id, user_id, item_id) DO UPDATE SET week = excluded.week, votes_for = excluded.votes_for,
            votes_against = excluded.votes_against, felt = excluded.felt, worse = excluded.worse
        """,
        votes.Select(vote => new
        {
            tenantId,
            vote.UserId,
            vote.ItemId,
            vote.Week,
            vote.Sum.For,
            vote.Sum.Against,
            vote.Sum.Felt,
            vote.Sum.Worse,
        }));

    public static Task SaveItemVotesAsync(this SqlSession session, string tenantId, IEnumerable<ItemVotes> votes) => session.RunAsync(
        """
        INSERT INTO feedback_item_votes (tenant_id, item_id, week, votes_for, votes_against, felt, worse, revision)
        VALUES (@tenantId, @ItemId, @Week, @For, @Against, @Felt, @Worse, @Revision)
        ON CONFLICT (tenant_id, item_id, week) DO UPDATE SET votes_for = excluded.votes_for,
            votes_against = excluded.votes_against, felt = excluded.felt, worse = excluded.worse, revision = excluded.revision
        """,
        votes.Select(item => new
        {
            tenantId,
            item.ItemId,
            item.Week,
            item.Sum.For,
            item.Sum.Against,
            item.Sum.Felt,
            item.Sum.Worse,
            item.Revision,
        }));

    private sealed record PersonRow(
        string UserId, string ItemId, long Week, double VotesFor, double VotesAgainst, double Felt, double Worse)
    {
        public PersonVote ToVote() => new(UserId, ItemId, Week, new Vote(VotesFor, VotesAgainst, Felt, Worse));
    }

    private sealed record ItemRow(
        string ItemId, long Week, double VotesFor, double VotesAgainst, double Felt, double Worse, long Revision)
    {
        public ItemVotes ToVotes() => new(ItemId, Week, new Vote(VotesFor, VotesAgainst, Felt, Worse), Revision);
    }
}

using Mmei.Storage;

namespace Mmei.Feedback.Tests.Faults;

/// <summary>
/// All that feedback has come to. How often each row was changed on the way is not in it, nor are the weeks whose votes have all moved on
/// to a later one: their rows remain, so that rankers hear of it, but only where both weeks were not learned from together.
/// </summary>
internal static class FinalState
{
    /// <summary>The posteriors, in bytes, and each row of rewards, of what was said and of votes, as text.</summary>
    public static Task<string[]> OfAsync(ISqlDatabase database, CancellationToken cancellationToken) => database.ReadAsync(
        async session => (string[])
        [
            .. (await session.ReadAsync<(long Layout, long Week, byte[] Posterior)>(
                "SELECT feature_version, week, posterior FROM feedback_policy_weeks ORDER BY 1, 2"))
                .Select(part => $"policy {part.Layout} {part.Week} {Convert.ToHexString(part.Posterior)}"),
            .. (await session.ReadAsync<ItemRow>(
                """
                SELECT decision_id, item_id, reward, traits, said_reward, said_opinion, said_at, voted FROM feedback_items
                ORDER BY decision_id, item_id
                """)).Select(item => $"{item}"),
            .. (await session.ReadAsync<SignalRow>("SELECT id, orphan FROM feedback_signals ORDER BY id")).Select(signal => $"{signal}"),
            .. (await session.ReadAsync<VoteRow>(
                """
                SELECT user_id AS whose, item_id, week, votes_for, votes_against, felt, worse FROM feedback_votes
                UNION ALL
                SELECT '(all)' AS whose, item_id, week, votes_for, votes_against, felt, worse FROM feedback_item_votes
                WHERE votes_for <> 0 OR votes_against <> 0 OR felt <> 0 OR worse <> 0
                ORDER BY 1, 2, 3
                """)).Select(vote => $"{vote}"),
        ],
        cancellationToken);

    /// <summary>How many decisions are still to be learned from, or open.</summary>
    public static Task<long> UnlearnedAsync(ISqlDatabase database, CancellationToken cancellationToken) => database.ReadAsync(
        async session => (await session.ReadAsync<long>(
            "SELECT (SELECT COUNT(*) FROM feedback_pending) + (SELECT COUNT(*) FROM feedback_decisions WHERE closed = 0)")).Single(),
        cancellationToken);

    private sealed record ItemRow(
        string DecisionId, string ItemId, double? Reward, long Traits, double? SaidReward, long SaidOpinion, long? SaidAt, long Voted);

    private sealed record SignalRow(string Id, long Orphan);

    private sealed record VoteRow(string Whose, string ItemId, long Week, double VotesFor, double VotesAgainst, double Felt, double Worse);
}

using Mmei.Feedback.Policies;
using Mmei.Learning;
using Mmei.Storage;

namespace Mmei.Feedback.Store;

/// <summary>What policies have learned, in sums by week of the decision: <c>feedback_policy_weeks</c>.</summary>
internal static class PolicyWeeks
{
    private const string Earned =
        """
        SELECT d.feature_version, d.made_at, i.features, i.reward
        FROM feedback_items i JOIN feedback_decisions d ON d.decision_id = i.decision_id
        WHERE d.tenant_id = @tenantId AND i.reward IS NOT NULL
        """;

    /// <summary>
    /// All that a tenant's policies of these layouts have learned. What is not stored intact is made again from its rewards.
    /// </summary>
    public static async Task<Dictionary<PolicyWeek, KnownWeek>> ReadWeeksAsync(this SqlSession session, string tenantId, long[] layouts)
    {
        var rows = await session.ReadAsync<Row>(
            """
            SELECT feature_version, week, posterior, archive FROM feedback_policy_weeks
            WHERE tenant_id = @tenantId AND feature_version {in layouts}
            """,
            new { tenantId, layouts });
        var weeks = Array.ConvertAll(rows, row => (Row: row, Sums: Intact(row.Posterior)));
        var torn = weeks.Where(week => week.Sums is null).Select(week => week.Row.FeatureVersion).Distinct().ToArray();
        var rewards = torn.Length == 0 ? [] : await session.ReadAsync<EarnedReward>(
            $"{Earned} AND d.feature_version {{in torn}}", new { tenantId, torn });
        var earned = rewards.ToLookup(reward => reward.PolicyWeek);

        // A week of which nothing is left to make it from is one in which nothing was learned.
        return (
            from week in weeks
            let sums = week.Sums ?? Remade(week.Row, earned[week.Row.PolicyWeek])
            where sums is not null
            select (week.Row.PolicyWeek, Known: new KnownWeek(sums, Remade: week.Sums is null)))
            .ToDictionary(week => week.PolicyWeek, week => week.Known);
    }

    /// <summary>The posterior, or null where its state is missing or damaged.</summary>
    public static LinearPosterior? Intact(byte[]? state)
    {
        try
        {
            return state is null ? null : LinearPosterior.FromBytes(state);
        }
        catch (CorruptStateException)
        {
            return null;
        }
    }

    /// <summary>The rewards of these decisions.</summary>
    public static Task<EarnedReward[]> ReadRewardsAsync(this SqlSession session, string tenantId, string[] ids) =>
        session.ReadAsync<EarnedReward>($"{Earned} AND d.decision_id {{in ids}}", new { tenantId, ids });

    public static Task SaveWeeksAsync(
        this SqlSession session, string tenantId, IEnumerable<KeyValuePair<PolicyWeek, LinearPosterior>> weeks) => session.RunAsync(
        """
        INSERT INTO feedback_policy_weeks (tenant_id, feature_version, week, posterior) VALUES (@tenantId, @FeatureVersion, @Week, @state)
        ON CONFLICT (tenant_id, feature_version, week) DO UPDATE SET posterior = excluded.posterior
        """,
        weeks.Select(week => new { tenantId, week.Key.FeatureVersion, week.Key.Week, state = week.Value.ToBytes() }));

    private static LinearPosterior? Remade(Row row, IEnumerable<EarnedReward> rewards)
    {
        var sums = Intact(row.Archive);
        foreach (var reward in rewards)
        {
            sums ??= new LinearPosterior(reward.Features.Length);
            sums.Add(reward.Features, reward.Reward);
        }

        return sums;
    }

    private sealed record Row(long FeatureVersion, long Week, byte[]? Posterior, byte[]? Archive)
    {
        public PolicyWeek PolicyWeek => new(FeatureVersion, Week);
    }
}

/// <summary>The reward of an item, with what was known when it was shown.</summary>
internal sealed record EarnedReward(long FeatureVersion, DateTimeOffset MadeAt, double[] Features, double Reward)
{
    public PolicyWeek PolicyWeek => new(FeatureVersion, Weeks.Of(MadeAt));
}

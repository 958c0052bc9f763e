using System.Text;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Ranking.Tests.Host;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.World;

/// <summary>Over ranking, feedback and their stores, which are searched afterwards.</summary>
public sealed class When_a_person_is_erased : IAsyncLifetime
{
    private const string Ann = "ann-who-is-to-be-erased";
    private const string Ben = "ben-who-stays";
    private readonly TempFolder _folder = new(inMemory: true);
    private LearningApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await LearningApp.StartAsync(_folder["people.db"], Encodings.Of);
        await _app.StockAsync([.. Enumerable.Range(0, 6).Select(i => ($"i{i}", ContentKind.Music))]);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Should_be_found_in_no_table_and_have_left_no_trace_in_what_was_learned()
    {
        await LivesAsync(Ben);
        var withoutAnn = await _app.LearnedStateAsync();
        await LivesAsync(Ann);
        (await TablesWithAsync(Ann)).ShouldBe(
            ["feedback_decisions", "feedback_signals", "feedback_votes", "ranking_decisions", "ranking_rewards"], ignoreOrder: true);

        var known = await _app.DescribeAsync(Ann);
        (known.Seen.Count, known.Liked.Count, known.Disliked.Count, known.Decisions).ShouldBe((2, 1, 0, 1));
        known.Mood!.Mean.MaxBy(felt => felt.Value).Key.ShouldBe(Emotion.Sadness);
        known.Since.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(known.Last!.Value);

        var receipt = await _app.EraseAsync(Ann);
        await _app.LearnedAsync();

        var forgotten = await _app.DescribeAsync(Ann);
        (forgotten.Seen.Count, forgotten.Decisions, forgotten.Mood).ShouldBe((0, 0, null));
        (await TablesWithAsync(Ann)).ShouldBeEmpty();
        (await TablesWithAsync(Ben)).ShouldNotBeEmpty();
        (await _app.LearnedStateAsync()).ShouldBe(withoutAnn);
        receipt.ShouldSatisfyAllConditions(
            () => receipt.Complete.ShouldBeTrue(),
            () => (receipt.Decisions, receipt.Signals, receipt.PolicyRewards, receipt.Votes, receipt.Tastes).ShouldBe((1, 2, 2, 2, 2)));
    }

    [Fact]
    public async Task Should_say_zeros_the_second_time_and_of_somebody_unknown()
    {
        await LivesAsync(Ann);
        await _app.EraseAsync(Ann);

        foreach (var receipt in new[] { await _app.EraseAsync(Ann), await _app.EraseAsync("nobody") })
        {
            (receipt.Decisions, receipt.Signals, receipt.PolicyRewards, receipt.Votes, receipt.Tastes).ShouldBe((0, 0, 0, 0, 0));
        }
    }

    [Fact]
    public async Task Should_not_come_back_with_messages_that_were_underway_but_may_come_back_in_person()
    {
        await LivesAsync(Ann);
        var before = TimeProvider.System.GetUtcNow();
        await _app.EraseAsync(Ann);

        await _app.TellAsync(Reward(before));
        await _app.TellAsync(Reward(TimeProvider.System.GetUtcNow()) with { UserId = Ben });
        await RankingApp.UntilAsync(async () => (await TablesWithAsync(Ben)).Contains("ranking_rewards"));

        (await TablesWithAsync(Ann)).ShouldBeEmpty();
        await LivesAsync(Ann);
        (await TablesWithAsync(Ann)).ShouldNotBeEmpty();
    }

    private static RewardAssigned Reward(DateTimeOffset at) => new()
    {
        TenantId = LearningApp.Tenant,
        UserId = Ann,
        DecisionId = Guid.NewGuid(),
        ItemId = "i1",
        Reward = 0.8,
        Revision = 1,
        Disliked = false,
        At = at,
    };

    /// <summary>Somebody is recommended to, likes the first item and skips the second.</summary>
    private async Task LivesAsync(string person)
    {
        var answer = await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0), person, new RecommendationOptions { K = 3 }));
        await _app.SayAsync([.. answer.Items.Take(2).Select((item, place) => new
        {
            id = $"{person}/{answer.DecisionId}/{item.ItemId}",
            decisionId = answer.DecisionId,
            itemId = item.ItemId,
            kind = place == 0 ? "like" : "skip",
            at = TimeProvider.System.GetUtcNow(),
        })]);
        await _app.LearnedAsync();
    }

    private async Task<IReadOnlyList<string>> TablesWithAsync(string person)
    {
        var found = new List<string>();
        foreach (var table in await _app.ReadAsync<string>("SELECT name FROM sqlite_master WHERE type = 'table'"))
        {
            var rows = await _app.ReadAsync<object>($"SELECT * FROM {table}");
            if (rows.Cast<IDictionary<string, object?>>().SelectMany(row => row.Values).Any(value => TextOf(value).Contains(person)))
            {
                found.Add(table);
            }
        }

        return found;
    }

    private static string TextOf(object? value) => value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value?.ToString() ?? "";
}

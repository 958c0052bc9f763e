using Mmei.Contracts.V1;
using Mmei.Ranking.Taste;
using Mmei.Storage.Schema;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.Taste;

/// <summary>What every taste store must do; each database runs all of it.</summary>
public abstract class TasteStoreConformance : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private TestDatabase _database = null!;
    private SqlTasteStore _store = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await StartAsync(SqlSchema.Embedded("ranking", typeof(SqlTasteStore).Assembly));
        _store = new SqlTasteStore(_database.Database);
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Should_read_the_latest_rewards_first()
    {
        await KeepAsync("a", 0.2, minute: 1);
        await KeepAsync("b", 0.9, minute: 3);
        await KeepAsync("c", 0.4, minute: 2);

        (await ReadAsync(2)).ShouldBe(
            [
                new TasteReward("b", 0.9, false, Start.AddMinutes(3)),
                new TasteReward("c", 0.4, false, Start.AddMinutes(2)),
                new TasteReward("a", 0.2, false, Start.AddMinutes(1)),
            ],
            "the latest two, then what else was seen");
    }

    [Fact]
    public async Task Should_replace_a_reward_by_its_later_revision()
    {
        await KeepAsync("a", 0.2, revision: 1);
        await KeepAsync("a", 0.8, revision: 2);

        (await ReadAsync()).ShouldHaveSingleItem().Reward.ShouldBe(0.8);
    }

    [Fact]
    public async Task Should_end_the_same_in_any_order_and_with_repeats()
    {
        foreach (var revision in new[] { 3, 1, 3, 2, 1 })
        {
            await KeepAsync("a", revision / 10.0, revision: revision);
        }

        (await ReadAsync()).ShouldHaveSingleItem().Reward.ShouldBe(0.3);
    }

    [Fact]
    public async Task Should_keep_the_rewards_of_two_decisions_apart()
    {
        await KeepAsync("a", 0.2, decision: 1);
        await KeepAsync("a", 0.8, decision: 2);

        (await ReadAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Should_keep_people_and_tenants_apart()
    {
        await KeepAsync("a", 0.2);
        await KeepAsync("b", 0.2, user: "ben");
        await KeepAsync("c", 0.2, tenant: "other");

        (await ReadAsync()).ShouldHaveSingleItem().ItemId.ShouldBe("a");
    }

    [Fact]
    public async Task Should_remember_what_was_disliked_and_seen_however_old()
    {
        await KeepAsync("hated", 0, disliked: true, minute: 0);
        await KeepAsync("a", 0.5, minute: 1);
        await KeepAsync("b", 0.5, minute: 2);

        (await ReadAsync(1)).Select(reward => reward.ItemId).ShouldBe(["b", "a", "hated"]);
        (await ReadAsync(3)).Select(reward => reward.ItemId).ShouldBe(["b", "a", "hated"]);
    }

    [Fact]
    public async Task Should_remember_the_last_opinion_of_each_kind_however_old()
    {
        await KeepAsync("a", 0, decision: 1, disliked: true, minute: 0);
        await KeepAsync("a", 0.8, decision: 2, liked: true, minute: 1);
        await KeepAsync("a", 0.1, decision: 3, minute: 2);

        (await ReadAsync(1)).Select(reward => (reward.Disliked, reward.Liked)).ShouldBe([(false, false), (false, true), (true, false)]);
    }

    [Fact]
    public async Task Should_forget_old_rewards_but_not_what_was_disliked_or_seen()
    {
        await KeepAsync("a", 0.2, decision: 1, minute: 0);
        await KeepAsync("a", 0.4, decision: 2, minute: 1);
        await KeepAsync("a", 0, decision: 3, disliked: true, minute: 2);
        await KeepAsync("b", 0.4, decision: 1, minute: 3);

        var old = new RetainedRewards(_database.Database);
        (await old.DeleteAsync("acme", Start.AddDays(1), 100, Cancel)).ShouldBe(1);

        (await ReadAsync()).Select(reward => (reward.ItemId, reward.Reward)).ShouldBe([("b", 0.4), ("a", 0), ("a", 0.4)]);
        (await old.DeleteAsync("acme", Start.AddDays(1), 100, Cancel)).ShouldBe(0);
    }

    [Fact]
    public async Task Should_forget_an_erased_person_and_take_in_only_what_they_do_afterwards()
    {
        await KeepAsync("a", 0.2, minute: 1);
        await KeepAsync("a", 0.2, user: "ben");

        (await _store.EraseAsync("acme", "ann", Start.AddMinutes(5), Cancel)).ShouldBe(1);
        (await _store.EraseAsync("acme", "ann", Start.AddMinutes(5), Cancel)).ShouldBe(0);
        await KeepAsync("late", 0.2, minute: 5);
        await KeepAsync("after", 0.2, minute: 6);

        (await ReadAsync()).ShouldHaveSingleItem().ItemId.ShouldBe("after");
        (await _store.ReadAsync("acme", "ben", 10, Cancel)).ShouldHaveSingleItem();
    }

    private protected abstract Task<TestDatabase> StartAsync(SqlSchema schema);

    private Task KeepAsync(
        string item,
        double reward,
        long revision = 1,
        int decision = 1,
        bool disliked = false,
        bool liked = false,
        int minute = 0,
        string user = "ann",
        string tenant = "acme") => _store.KeepAsync(
            new RewardAssigned
            {
                TenantId = tenant,
                UserId = user,
                DecisionId = new Guid(decision, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]),
                ItemId = item,
                Reward = reward,
                Revision = revision,
                Disliked = disliked,
                Liked = liked,
                At = Start.AddMinutes(minute),
            },
            Cancel);

    private Task<IReadOnlyList<TasteReward>> ReadAsync(int limit = 10) => _store.ReadAsync("acme", "ann", limit, Cancel);
}

public sealed class When_tastes_are_in_SQLite : TasteStoreConformance
{
    private protected override Task<TestDatabase> StartAsync(SqlSchema schema) => TestDatabase.SqliteAsync(schema);
}

public sealed class When_tastes_are_in_PostgreSql(PostgresServer server) : TasteStoreConformance
{
    private protected override Task<TestDatabase> StartAsync(SqlSchema schema) => TestDatabase.PostgresAsync(schema, server);
}

using Mmei.Contracts.V1;
using Mmei.Learning;
using Mmei.Ranking.Quality;
using Mmei.Storage.Schema;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.Quality;

/// <summary>What every vote store must do; each database runs all of it.</summary>
public abstract class VoteStoreConformance : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private TestDatabase _database = null!;
    private SqlVoteStore _store = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await StartAsync(SqlSchema.Embedded("ranking", typeof(SqlVoteStore).Assembly));
        _store = new SqlVoteStore(_database.Database);
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
    public async Task Should_keep_the_latest_revision_in_any_order_and_with_repeats()
    {
        foreach (var revision in new[] { 3, 1, 3, 2, 1 })
        {
            await KeepAsync("a", week: 1, votesFor: revision, revision: revision);
        }

        (await ReadAsync()).ShouldHaveSingleItem().VotesFor.ShouldBe(3);
    }

    [Fact]
    public async Task Should_read_what_was_written_since()
    {
        await KeepAsync("a", week: 1);
        await KeepAsync("b", week: 1);
        var read = await ReadAsync();

        await KeepAsync("a", week: 1, votesFor: 5, revision: 2);
        await KeepAsync("c", week: 2);

        read.Select(votes => votes.ItemId).ShouldBe(["a", "b"]);
        (await ReadAsync(read[^1].Place)).Select(votes => (votes.ItemId, votes.VotesFor)).ShouldBe([("a", 5), ("c", 1)]);
    }

    [Fact]
    public async Task Should_keep_tenants_apart()
    {
        await KeepAsync("a", week: 1, tenant: "other");

        (await ReadAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_lose_nothing_that_several_write_at_once()
    {
        await using var replica = await _database.ReplicaAsync();
        SqlVoteStore[] stores = [_store, new SqlVoteStore(replica.Database)];
        var writing = Task.WhenAll(
            Enumerable.Range(0, 40).Select(i => Task.Run(() => KeepAsync($"i{i}", week: 1, store: stores[i % 2]), Cancel)));
        var read = new List<WeekVotes>();
        while (read.Count < 40)
        {
            read.AddRange(await ReadAsync(read.Count == 0 ? 0 : read[^1].Place));
        }

        await writing;
        read.Select(votes => votes.ItemId).ShouldBeUnique();
    }

    [Fact]
    public async Task Should_forget_weeks_long_past()
    {
        await KeepAsync("old", week: Weeks.Of(Now) - 2);
        await KeepAsync("new", week: Weeks.Of(Now));

        (await new RetainedVotes(_database.Database).DeleteAsync("acme", Now, 100, Cancel)).ShouldBe(1);

        (await ReadAsync()).ShouldHaveSingleItem().ItemId.ShouldBe("new");
    }

    private protected abstract Task<TestDatabase> StartAsync(SqlSchema schema);

    private Task KeepAsync(
        string item, long week, double votesFor = 1, long revision = 1, string tenant = "acme", SqlVoteStore? store = null) =>
        (store ?? _store).KeepAsync(
            new VotesCounted
            {
                TenantId = tenant,
                ItemId = item,
                Week = week,
                For = votesFor,
                Against = 0,
                Felt = 0,
                Worse = 0,
                Revision = revision,
            },
            Cancel);

    private Task<IReadOnlyList<WeekVotes>> ReadAsync(long after = 0) => _store.ReadAfterAsync("acme", after, Cancel);
}

public sealed class When_votes_are_in_SQLite : VoteStoreConformance
{
    private protected override Task<TestDatabase> StartAsync(SqlSchema schema) => TestDatabase.SqliteAsync(schema);
}

public sealed class When_votes_are_in_PostgreSql(PostgresServer server) : VoteStoreConformance
{
    private protected override Task<TestDatabase> StartAsync(SqlSchema schema) => TestDatabase.PostgresAsync(schema, server);
}

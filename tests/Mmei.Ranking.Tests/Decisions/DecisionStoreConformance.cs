using Microsoft.Extensions.Options;
using Mmei.Ranking.Decisions.Keep;
using Mmei.Ranking.Taste;
using Mmei.Ranking.Tests.Rank;
using Mmei.Storage.Schema;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.Decisions;

/// <summary>What every store of decisions must do; each database runs all of it.</summary>
public abstract class DecisionStoreConformance : IAsyncLifetime
{
    private static readonly KeptPolicy Policy = KeptPolicy.Of(RankingCase.Prior(0.1));
    private static readonly KeptPolicy OtherPolicy = KeptPolicy.Of(RankingCase.Prior(0.2));
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private TestDatabase _database = null!;
    private SqlDecisionStore _store = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await StartAsync(SqlSchema.Embedded("ranking", typeof(SqlDecisionStore).Assembly));
        _store = new SqlDecisionStore(_database.Database);
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
    public async Task Should_give_back_a_record_and_the_policy_that_decided()
    {
        await AddAsync(1);

        (await FindAsync(1)).ShouldBe([1, 2, 3]);
        (await _store.FindPolicyAsync("acme", Policy.Id, Cancel)).ShouldBe(Policy.State);
        (await FindAsync(2)).ShouldBeNull();
        (await _store.FindPolicyAsync("acme", OtherPolicy.Id, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Should_keep_the_first_record_of_a_decision()
    {
        await AddAsync(1);

        await AddAsync(1, record: [9]);

        (await FindAsync(1)).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Should_keep_nothing_of_a_person_that_arrives_after_their_erasure()
    {
        await new SqlTasteStore(_database.Database).EraseAsync("acme", "ann", Start.AddDays(1), Cancel);

        await AddAsync(1, user: "ann");
        await AddAsync(2, user: "ben");

        (await FindAsync(1)).ShouldBeNull();
        (await FindAsync(2)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Should_show_nothing_to_another_tenant()
    {
        await AddAsync(1);

        (await FindAsync(1, "other")).ShouldBeNull();
        (await _store.FindPolicyAsync("other", Policy.Id, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Should_keep_two_tenants_decisions_of_one_id_apart()
    {
        await AddAsync(1);
        await AddAsync(1, tenant: "other", record: [9]);

        (await FindAsync(1)).ShouldBe([1, 2, 3]);
        (await FindAsync(1, "other")).ShouldBe([9]);
    }

    [Fact]
    public async Task Should_erase_all_of_a_person_and_nothing_else()
    {
        await AddAsync(1);
        await AddAsync(2);
        await AddAsync(3, user: "ben");
        await AddAsync(4, user: null);
        await AddAsync(5, tenant: "other");

        (await _store.EraseAsync("acme", "ann", Cancel)).ShouldBe(2);

        (await FindAsync(1)).ShouldBeNull();
        (await FindAsync(2)).ShouldBeNull();
        (await FindAsync(3)).ShouldNotBeNull();
        (await FindAsync(4)).ShouldNotBeNull();
        (await FindAsync(5, "other")).ShouldNotBeNull();
    }

    [Fact]
    public async Task Should_find_the_latest_of_a_person_and_say_how_many_there_are()
    {
        await AddAsync(1, minute: 2, record: [1]);
        await AddAsync(2, minute: 3, record: [2]);
        await AddAsync(3, minute: 1, record: [3]);
        await AddAsync(4, minute: 4, user: "ben");
        await AddAsync(5, minute: 4, tenant: "other");

        var (count, latest) = await _store.OfPersonAsync("acme", "ann", 2, Cancel);

        count.ShouldBe(3);
        latest.ShouldBe([[2], [1]]);
    }

    [Fact]
    public async Task Should_forget_records_that_are_old_the_oldest_first()
    {
        await AddAsync(1, minute: 2);
        await AddAsync(2, minute: 0);
        await AddAsync(3, minute: 1);
        await AddAsync(4, minute: 0, tenant: "other");
        var records = new RetainedRecords(_database.Database);

        (await records.DeleteAsync("acme", Start.AddMinutes(2), 1, Cancel)).ShouldBe(1);
        (await FindAsync(2)).ShouldBeNull();
        (await records.DeleteAsync("acme", Start.AddMinutes(2), 10, Cancel)).ShouldBe(1);

        (await FindAsync(1)).ShouldNotBeNull();
        (await FindAsync(4, "other")).ShouldNotBeNull();
    }

    [Fact]
    public async Task Should_keep_an_old_policy_as_long_as_one_of_its_decisions()
    {
        await AddAsync(1, minute: 0);
        await AddAsync(2, minute: 5);
        await AddAsync(3, minute: 0, policy: OtherPolicy);
        await new RetainedRecords(_database.Database).DeleteAsync("acme", Start.AddMinutes(1), 10, Cancel);

        (await Policies(10).DeleteAsync("acme", Start.AddMinutes(1), 10, Cancel)).ShouldBe(1);

        (await _store.FindPolicyAsync("acme", Policy.Id, Cancel)).ShouldNotBeNull();
        (await _store.FindPolicyAsync("acme", OtherPolicy.Id, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Should_keep_no_more_policies_than_are_wanted_and_take_one_back_that_decides_again()
    {
        await AddAsync(1, minute: 0);
        await AddAsync(2, minute: 1, policy: OtherPolicy);

        (await Policies(1).DeleteAsync("acme", Start, 10, Cancel)).ShouldBe(1);

        (await _store.FindPolicyAsync("acme", Policy.Id, Cancel)).ShouldBeNull();
        await AddAsync(3, minute: 2);
        (await _store.FindPolicyAsync("acme", Policy.Id, Cancel)).ShouldBe(Policy.State);
    }

    private protected abstract Task<TestDatabase> StartAsync(SqlSchema schema);

    private static Guid Id(int decision) => new(decision, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private RetainedPolicies Policies(int kept) => new(_database.Database, Options.Create(new DecisionOptions { Policies = kept }));

    private Task AddAsync(
        int decision, string tenant = "acme", string? user = "ann", int minute = 0, byte[]? record = null, KeptPolicy? policy = null) =>
        _store.AddAsync(
            new StoredRecord(tenant, Id(decision), user, Start.AddMinutes(minute), (policy ?? Policy).Id, record ?? [1, 2, 3]),
            policy ?? Policy,
            Cancel);

    private Task<byte[]?> FindAsync(int decision, string tenant = "acme") => _store.FindAsync(tenant, Id(decision), Cancel);
}

public sealed class When_decisions_are_in_SQLite : DecisionStoreConformance
{
    private protected override Task<TestDatabase> StartAsync(SqlSchema schema) => TestDatabase.SqliteAsync(schema);
}

public sealed class When_decisions_are_in_PostgreSql(PostgresServer server) : DecisionStoreConformance
{
    private protected override Task<TestDatabase> StartAsync(SqlSchema schema) => TestDatabase.PostgresAsync(schema, server);
}

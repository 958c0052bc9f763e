using Mmei.Contracts.Api.V1;
using Mmei.Ranking.Catalog.DeclareAttributes;
using Mmei.Ranking.Index;
using Mmei.Storage.Schema;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.Catalog;

/// <summary>What every store of declarations must do; each database runs all of it.</summary>
public abstract class AttributeStoreConformance : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private SqlAttributeStore _store = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await StartAsync(SqlSchema.Embedded("ranking", typeof(SqlAttributeStore).Assembly));
        _store = new SqlAttributeStore(_database.Database);
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
    public async Task Should_know_of_nothing_at_first()
    {
        var declared = await _store.ReadAsync("acme", Cancel);

        declared.Types.ShouldBeEmpty();
        declared.OnlyDeclared.ShouldBeFalse();
        (await _store.ReadAllAsync(Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_keep_what_was_declared_last()
    {
        await _store.ReplaceAsync("acme", Declared(false, ("bpm", AttributeType.Text)), Cancel);
        await _store.ReplaceAsync("acme", Declared(true, ("bpm", AttributeType.Number), ("live", AttributeType.Boolean)), Cancel);

        await using var replica = await _database.ReplicaAsync();
        var declared = await new SqlAttributeStore(replica.Database).ReadAsync("acme", Cancel);
        declared.OnlyDeclared.ShouldBeTrue();
        declared.Types.OrderBy(type => type.Key, StringComparer.Ordinal).ShouldBe(
            [new("bpm", AttributeType.Number), new("live", AttributeType.Boolean)]);
    }

    [Fact]
    public async Task Should_keep_tenants_apart_and_name_what_they_share_once()
    {
        await _store.ReplaceAsync("acme", Declared(true, ("bpm", AttributeType.Number), ("label", AttributeType.Text)), Cancel);
        await _store.ReplaceAsync("other", Declared(false, ("bpm", AttributeType.Number), ("label", AttributeType.Number)), Cancel);

        (await _store.ReadAsync("other", Cancel)).TypeOf("label").ShouldBe(AttributeType.Number);
        (await _store.ReadAsync("third", Cancel)).Types.ShouldBeEmpty();
        (await _store.ReadAllAsync(Cancel)).ShouldBe(
            [
                new IndexedAttribute("bpm", AttributeType.Number),
                new IndexedAttribute("label", AttributeType.Text),
                new IndexedAttribute("label", AttributeType.Number),
            ],
            ignoreOrder: true);
    }

    private protected abstract Task<TestDatabase> StartAsync(SqlSchema schema);

    private static DeclaredAttributes Declared(bool onlyDeclared, params (string Name, AttributeType Type)[] types) =>
        new(types.ToDictionary(type => type.Name, type => type.Type, StringComparer.Ordinal), onlyDeclared);
}

public sealed class When_attributes_are_in_SQLite : AttributeStoreConformance
{
    private protected override Task<TestDatabase> StartAsync(SqlSchema schema) => TestDatabase.SqliteAsync(schema);
}

public sealed class When_attributes_are_in_PostgreSql(PostgresServer server) : AttributeStoreConformance
{
    private protected override Task<TestDatabase> StartAsync(SqlSchema schema) => TestDatabase.PostgresAsync(schema, server);
}

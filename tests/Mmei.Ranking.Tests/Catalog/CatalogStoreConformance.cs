using Microsoft.Extensions.Time.Testing;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Ranking.Catalog;
using Mmei.Storage.Schema;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.Catalog;

/// <summary>What every catalog store must do; each database runs all of it.</summary>
public abstract class CatalogStoreConformance : IAsyncLifetime
{
    private const string Tenant = "acme";
    private readonly FakeTimeProvider _time = new();
    private TestDatabase _database = null!;
    private SqlCatalogStore _store = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await StartAsync(SqlSchema.Embedded("ranking", typeof(SqlCatalogStore).Assembly));
        _store = new SqlCatalogStore(_database.Database, _time);
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
    public async Task Should_store_and_find_an_item()
    {
        var item = Content("a", "Rain “song”", ["sea", "ночь"]);

        var (stored, change) = await PutAsync(item);

        change.ShouldBe(ItemChange.Created);
        stored.Revision.ShouldBe(1);
        stored.IsIndexed.ShouldBeFalse();
        var found = (await _store.FindAsync(Tenant, "a", Cancel))!;
        found.Content.Title.ShouldBe("Rain “song”");
        found.Content.Tags.ShouldBe(["sea", "ночь"]);
        found.Content.Kind.ShouldBe(ContentKind.Music);
        (await _store.FindAsync("other", "a", Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Should_keep_all_that_is_said_of_an_item()
    {
        var full = Full("a", "one");

        (await PutAsync(full)).Change.ShouldBe(ItemChange.Created);
        (await PutAsync(full)).Change.ShouldBe(ItemChange.None);

        var found = (await _store.FindAsync(Tenant, "a", Cancel))!.Content;
        found.Presentation.ShouldBe(full.Presentation);
        found.ExpiresAt.ShouldBe(full.ExpiresAt);
        found.Attributes.ShouldBe(full.Attributes);
    }

    [Fact]
    public async Task Should_keep_the_encoding_of_an_item_whose_words_stay()
    {
        await IndexAsync("a", "one");

        var (stored, change) = await PutAsync(Full("a", "one") with { Kind = ContentKind.Video });

        (change, stored.Revision, stored.IsEncoded, stored.IsIndexed).ShouldBe((ItemChange.Updated, 2, true, false));
        (await _store.ReadPendingAsync(_time.GetUtcNow() - TimeSpan.FromSeconds(1), 10, Cancel)).ShouldBeEmpty();
        var loaded = (await _store.LoadAsync(Tenant, ["a"], Cancel)).ShouldHaveSingleItem();
        (loaded.Revision, loaded.Kind, loaded.Presentation, loaded.ExpiresAt).ShouldBe(
            (2, ContentKind.Video, stored.Content.Presentation, stored.Content.ExpiresAt));
        loaded.Attributes.ShouldBe(stored.Content.Attributes, ignoreOrder: true);
        var indexed = (await _store.ReadEncodedAsync(3, Cancel).ToListAsync(Cancel)).SelectMany(page => page).ShouldHaveSingleItem();
        (indexed.Facts.Creator, indexed.Facts.Language).ShouldBe((loaded.Creator, loaded.Language));
        indexed.Facts.Attributes.ShouldBe(loaded.Attributes, ignoreOrder: true);
        await _store.MarkIndexedAsync([loaded], Cancel);
        (await _store.CountAsync(Tenant, Cancel)).Indexed.ShouldBe(1);
    }

    [Theory]
    [InlineData("two", "About it.", "tag")]
    [InlineData("one", "About something else.", "tag")]
    [InlineData("one", "About it.", "other")]
    public async Task Should_not_keep_the_encoding_of_other_words(string title, string description, string tag)
    {
        await IndexAsync("a", "one");

        var (stored, _) = await PutAsync(new ItemContent("a", ContentKind.Music, title, description, [tag]));

        stored.IsEncoded.ShouldBeFalse();
        (await _store.ReadPendingAsync(_time.GetUtcNow(), 10, Cancel)).ShouldHaveSingleItem().Revision.ShouldBe(2);
    }

    [Fact]
    public async Task Should_wait_for_its_first_encoding_under_the_latest_revision()
    {
        await PutAsync(Content("a", "one"));
        await PutAsync(Full("a", "one"));

        (await _store.SaveEncodedAsync([Encoded("a", 1)], Cancel)).ShouldBeEmpty();
        (await _store.SaveEncodedAsync([Encoded("a", 2)], Cancel)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Should_delete_what_expired_before_an_instant_and_nothing_of_what_was_said_stays()
    {
        await IndexAsync("kept", "one");
        foreach (var (id, hours) in new[] { ("first", 1), ("second", 2), ("later", 5) })
        {
            await IndexAsync(id, "one");
            await PutAsync(Full(id, "one") with { ExpiresAt = _time.GetUtcNow() + TimeSpan.FromHours(hours) });
        }

        await PutAsync(Full("first", "one") with { ExpiresAt = _time.GetUtcNow() + TimeSpan.FromHours(1) }, "other");
        var before = _time.GetUtcNow() + TimeSpan.FromHours(3);

        (await _store.DeleteExpiredAsync(Tenant, before, 1, Cancel)).ShouldBe(["first"]);
        (await _store.DeleteExpiredAsync(Tenant, before, 10, Cancel)).ShouldBe(["second"]);
        (await _store.DeleteExpiredAsync(Tenant, before, 10, Cancel)).ShouldBeEmpty();

        (await _store.CountAsync(Tenant, Cancel)).Items.ShouldBe(2);
        (await _store.CountAsync("other", Cancel)).Items.ShouldBe(1);
        (await _store.ReadDeletedAsync(10, Cancel)).ShouldBe([(Tenant, "first"), (Tenant, "second")], ignoreOrder: true);
        var again = (await PutAsync(Content("first", "one"))).Item.Content;
        (again.Presentation, again.ExpiresAt, again.Attributes.Count).ShouldBe((Presentation.None, null, 0));
    }

    [Fact]
    public async Task Should_count_revisions_up_and_leave_an_equal_item_alone()
    {
        await PutAsync(Content("a", "one"));

        (await PutAsync(Content("a", "one"))).Change.ShouldBe(ItemChange.None);
        var (stored, change) = await PutAsync(Content("a", "two"));

        change.ShouldBe(ItemChange.Updated);
        stored.Revision.ShouldBe(2);
        (await PutAsync(Content("a", "two"))).Item.Revision.ShouldBe(2);
    }

    [Fact]
    public async Task Should_store_all_items_of_a_call_in_their_order()
    {
        var stored = await _store.UpsertAsync(Tenant, [Content("a", "one"), Content("b", "two"), Content("a", "three")], Cancel);

        stored.Select(item => (item.Item.Content.Id, item.Item.Revision, item.Change)).ShouldBe(
            [("a", 1L, ItemChange.Created), ("b", 1L, ItemChange.Created), ("a", 2L, ItemChange.Updated)]);
        (await _store.CountAsync(Tenant, Cancel)).ShouldBe(new CatalogStatus { Items = 2, Indexed = 0 });
    }

    [Fact]
    public async Task Should_hand_out_what_waits_for_its_encoding_until_it_was_asked_for()
    {
        await PutAsync(Content("a", "one"));
        await PutAsync(Content("b", "two"));
        var pending = await _store.ReadPendingAsync(_time.GetUtcNow(), 10, Cancel);
        pending.Select(item => (item.TenantId, item.Content.Id, item.Revision)).ShouldBe([(Tenant, "a", 1L), (Tenant, "b", 1L)]);

        await _store.MarkRequestedAsync([pending[0]], _time.GetUtcNow() + TimeSpan.FromSeconds(1), Cancel);

        (await _store.ReadPendingAsync(_time.GetUtcNow(), 10, Cancel)).Select(item => item.Content.Id).ShouldBe(["b"]);
        (await _store.ReadPendingAsync(_time.GetUtcNow() + TimeSpan.FromSeconds(2), 10, Cancel)).Select(item => item.Content.Id)
            .ShouldBe(["b", "a"]);
    }

    [Fact]
    public async Task Should_not_take_a_mark_for_an_older_revision()
    {
        await PutAsync(Content("a", "one"));
        var pending = await _store.ReadPendingAsync(_time.GetUtcNow(), 10, Cancel);
        await PutAsync(Content("a", "two"));

        await _store.MarkRequestedAsync(pending, _time.GetUtcNow() + TimeSpan.FromDays(1), Cancel);

        (await _store.ReadPendingAsync(_time.GetUtcNow(), 10, Cancel)).ShouldHaveSingleItem().Revision.ShouldBe(2);
    }

    [Fact]
    public async Task Should_keep_an_encoding_and_say_when_it_is_indexed()
    {
        await PutAsync(Content("a", "one"));

        var saved = await _store.SaveEncodedAsync([Encoded("a", 1, seed: 5)], Cancel);
        (await _store.CountAsync(Tenant, Cancel)).Indexed.ShouldBe(0);
        await _store.MarkIndexedAsync(saved, Cancel);

        (await _store.CountAsync(Tenant, Cancel)).ShouldBe(new CatalogStatus { Items = 1, Indexed = 1 });
        (await _store.FindAsync(Tenant, "a", Cancel))!.IsIndexed.ShouldBeTrue();
        var loaded = (await _store.LoadAsync(Tenant, ["a", "unknown"], Cancel)).ShouldHaveSingleItem();
        loaded.Embedding.ShouldBe(Vectors.Random(5));
        loaded.EmotionProfile.ShouldBe(Vectors.Peak(7, 3), 1e-6);
        loaded.IntentProfile.ShouldBe(Vectors.Peak(5, 1), 1e-6);
        loaded.ShouldSatisfyAllConditions(
            () => loaded.Title.ShouldBe("one"),
            () => loaded.Revision.ShouldBe(1),
            () => loaded.Model.ShouldBe("content-bert@1"),
            () => loaded.CreatedAt.ShouldBe(_time.GetUtcNow()));
        (await _store.ReadPendingAsync(_time.GetUtcNow(), 10, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_keep_what_an_item_is_about_where_the_model_says_so()
    {
        await PutAsync(Content("a", "one"));
        await PutAsync(Content("b", "two"));

        await _store.SaveEncodedAsync([Encoded("a", 1) with { Meaning = Vectors.Meaning(3) }, Encoded("b", 1)], Cancel);

        (await _store.LoadAsync(Tenant, ["a", "b"], Cancel)).ToDictionary(item => item.ItemId, item => item.Meaning)
            .ShouldSatisfyAllConditions(meanings => meanings["a"].ShouldBe(Vectors.Meaning(3)), meanings => meanings["b"].ShouldBeNull());
        (await _store.SaveEncodedAsync([Encoded("a", 1)], Cancel)).ShouldHaveSingleItem().Meaning.ShouldBeNull();
    }

    [Fact]
    public async Task Should_have_what_another_model_encoded_encoded_again()
    {
        await IndexAsync("a", "one");
        await IndexAsync("gone", "one");
        await _store.DeleteAsync(Tenant, "gone", Cancel);
        await PutAsync(Content("waiting", "one"));
        await _store.MarkRequestedAsync(await _store.ReadPendingAsync(_time.GetUtcNow(), 10, Cancel), _time.GetUtcNow(), Cancel);

        (await _store.OutdateAsync("content-bert@1", Cancel)).ShouldBe(0);
        (await _store.OutdateAsync("content-bert@2", Cancel)).ShouldBe(1);
        (await _store.OutdateAsync("content-bert@2", Cancel)).ShouldBe(0);

        var pending = (await _store.ReadPendingAsync(_time.GetUtcNow() - TimeSpan.FromDays(1), 10, Cancel)).ShouldHaveSingleItem();
        (pending.Content.Id, pending.Revision).ShouldBe(("a", 2L));
        (await _store.LoadAsync(Tenant, ["a"], Cancel)).ShouldHaveSingleItem().Model.ShouldBe("content-bert@1");
        (await _store.SaveEncodedAsync([Encoded("a", 1)], Cancel)).ShouldBeEmpty();
        (await _store.SaveEncodedAsync([Encoded("a", 2) with { Model = "content-bert@2" }], Cancel)).ShouldHaveSingleItem();
        (await _store.OutdateAsync("content-bert@2", Cancel)).ShouldBe(0);
    }

    [Fact]
    public async Task Should_drop_the_encoding_of_an_older_revision()
    {
        await PutAsync(Content("a", "one"));
        await PutAsync(Content("a", "two"));

        (await _store.SaveEncodedAsync([Encoded("a", 1)], Cancel)).ShouldBeEmpty();
        (await _store.LoadAsync(Tenant, ["a"], Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_take_the_same_encoding_twice()
    {
        await PutAsync(Content("a", "one"));

        (await _store.SaveEncodedAsync([Encoded("a", 1)], Cancel)).Count.ShouldBe(1);
        (await _store.SaveEncodedAsync([Encoded("a", 1)], Cancel)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_go_on_with_the_old_encoding_until_the_new_one_is_there()
    {
        await IndexAsync("a", "one");

        await PutAsync(Content("a", "two"));

        (await _store.LoadAsync(Tenant, ["a"], Cancel)).ShouldHaveSingleItem().Revision.ShouldBe(1);
        (await _store.CountAsync(Tenant, Cancel)).ShouldBe(new CatalogStatus { Items = 1, Indexed = 0 });
        (await _store.ReadPendingAsync(_time.GetUtcNow(), 10, Cancel)).ShouldHaveSingleItem().Revision.ShouldBe(2);
    }

    [Fact]
    public async Task Should_delete_an_item_and_remember_that_the_index_has_it()
    {
        await IndexAsync("a", "one");

        (await _store.DeleteAsync(Tenant, "a", Cancel)).ShouldBeTrue();

        (await _store.FindAsync(Tenant, "a", Cancel)).ShouldBeNull();
        (await _store.LoadAsync(Tenant, ["a"], Cancel)).ShouldBeEmpty();
        (await _store.CountAsync(Tenant, Cancel)).Items.ShouldBe(0);
        (await _store.DeleteAsync(Tenant, "a", Cancel)).ShouldBeFalse();
        (await _store.ReadDeletedAsync(10, Cancel)).ShouldBe([(Tenant, "a")]);
        await _store.ConfirmDeletedAsync(Tenant, ["a"], Cancel);
        (await _store.ReadDeletedAsync(10, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_not_take_an_encoding_of_an_earlier_life()
    {
        await PutAsync(Content("a", "one"));
        await _store.DeleteAsync(Tenant, "a", Cancel);
        (await _store.SaveEncodedAsync([Encoded("a", 1)], Cancel)).ShouldBeEmpty();

        var (stored, change) = await PutAsync(Content("a", "one"));

        change.ShouldBe(ItemChange.Created);
        stored.Revision.ShouldBe(3);
        (await _store.SaveEncodedAsync([Encoded("a", 1)], Cancel)).ShouldBeEmpty();
        (await _store.SaveEncodedAsync([Encoded("a", 3)], Cancel)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Should_read_every_encoded_item_page_by_page()
    {
        foreach (var id in Enumerable.Range(0, 7).Select(i => $"i{i}"))
        {
            await IndexAsync(id, "one");
        }

        await IndexAsync("z", "one", "zoo");
        await PutAsync(Content("not-encoded", "one"));

        var pages = await _store.ReadEncodedAsync(3, Cancel).ToListAsync(Cancel);

        pages.Select(page => page.Count).ShouldBe([3, 3, 2]);
        pages.SelectMany(page => page).Select(item => item.ItemId).ShouldBe([.. Enumerable.Range(0, 7).Select(i => $"i{i}"), "z"]);
    }

    [Fact]
    public async Task Should_load_the_items_that_came_last()
    {
        foreach (var id in new[] { "a", "b", "c" })
        {
            await IndexAsync(id, "one");
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        (await _store.LoadLatestAsync(Tenant, 2, _time.GetUtcNow(), Cancel)).Select(item => item.ItemId).ShouldBe(["c", "b"]);
        await PutAsync(Content("c", "one") with { ExpiresAt = _time.GetUtcNow() });
        (await _store.LoadLatestAsync(Tenant, 2, _time.GetUtcNow(), Cancel)).Select(item => item.ItemId).ShouldBe(["b", "a"]);
    }

    private protected abstract Task<TestDatabase> StartAsync(SqlSchema schema);

    private async Task<(StoredItem Item, ItemChange Change)> PutAsync(ItemContent content, string tenant = Tenant) =>
        (await _store.UpsertAsync(tenant, [content], Cancel))[0];

    private async Task IndexAsync(string id, string title, string tenant = Tenant)
    {
        var revision = (await PutAsync(Content(id, title), tenant)).Item.Revision;
        await _store.MarkIndexedAsync(await _store.SaveEncodedAsync([Encoded(id, revision, tenant: tenant)], Cancel), Cancel);
    }

    private static ItemContent Content(string id, string title, IReadOnlyList<string>? tags = null) =>
        new(id, ContentKind.Music, title, "About it.", tags ?? ["tag"]);

    private ItemContent Full(string id, string title) => Content(id, title) with
    {
        Presentation = new Presentation("Ana “A.” Ω", "pt-BR", "https://cdn.example/a.mp3?x=1&y=2", "https://cdn.example/a.jpg"),
        ExpiresAt = _time.GetUtcNow() + TimeSpan.FromHours(1),
        Attributes = new Dictionary<string, AttributeValue> { ["bpm"] = 92.5, ["key"] = "C\"", ["live"] = true },
    };

    private static EncodedItem Encoded(string id, long revision, int seed = 1, string tenant = Tenant) =>
        new(tenant, id, revision, Vectors.Random(seed), Vectors.Peak(7, 3), Vectors.Peak(5, 1), "content-bert@1");
}

public sealed class When_the_catalog_is_in_SQLite : CatalogStoreConformance
{
    private protected override Task<TestDatabase> StartAsync(SqlSchema schema) => TestDatabase.SqliteAsync(schema);
}

public sealed class When_the_catalog_is_in_PostgreSql(PostgresServer server) : CatalogStoreConformance
{
    private protected override Task<TestDatabase> StartAsync(SqlSchema schema) => TestDatabase.PostgresAsync(schema, server);
}

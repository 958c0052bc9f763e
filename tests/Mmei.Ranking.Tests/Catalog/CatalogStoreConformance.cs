using Microsoft.Extensions.Time.Testing;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Catalog.ReindexItems;
using Mmei.Storage.Schema;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.Catalog;

/// <summary>What every catalog store must do; each database runs all of it.</summary>
public abstract class CatalogStoreConformance : IAsyncLifetime
{
    private const string Tenant = "acme";
    private const string Model = "content-bert@1";
    private const string Next = "content-bert@2";
    private readonly FakeTimeProvider _time = new();
    private TestDatabase _database = null!;
    private SqlCatalogStore _store = null!;
    private SqlReindexStore _reindex = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await StartAsync(SqlSchema.Embedded("ranking", typeof(SqlCatalogStore).Assembly));
        _store = new SqlCatalogStore(_database.Database, _time);
        _reindex = new SqlReindexStore(_database.Database, _time);
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
        var loaded = (await _store.LoadAsync(Tenant, Model, ["a"], Cancel)).ShouldHaveSingleItem();
        (loaded.Revision, loaded.Kind, loaded.Presentation, loaded.ExpiresAt).ShouldBe(
            (2, ContentKind.Video, stored.Content.Presentation, stored.Content.ExpiresAt));
        loaded.Attributes.ShouldBe(stored.Content.Attributes, ignoreOrder: true);
        var indexed = (await _store.ReadEncodedAsync(Model, 3, Cancel).ToListAsync(Cancel)).SelectMany(page => page).ShouldHaveSingleItem();
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
        var loaded = (await _store.LoadAsync(Tenant, Model, ["a", "unknown"], Cancel)).ShouldHaveSingleItem();
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

        (await _store.LoadAsync(Tenant, Model, ["a", "b"], Cancel)).ToDictionary(item => item.ItemId, item => item.Meaning)
            .ShouldSatisfyAllConditions(meanings => meanings["a"].ShouldBe(Vectors.Meaning(3)), meanings => meanings["b"].ShouldBeNull());
        (await _store.SaveEncodedAsync([Encoded("a", 1)], Cancel)).ShouldHaveSingleItem().Meaning.ShouldBeNull();
    }

    [Fact]
    public async Task Should_go_on_with_the_model_that_serves_until_the_next_one_has_encoded_every_item()
    {
        await IndexAsync("a", "one");
        await IndexAsync("b", "one", "other");
        await IndexAsync("gone", "one");
        await _store.DeleteAsync(Tenant, "gone", Cancel);

        (await _reindex.ServedAsync(Next, [], Cancel)).ShouldBe(new ContentModels(Model, Next, _time.GetUtcNow()));

        var unfilled = await UnfilledAsync();
        unfilled.Select(item => (item.TenantId, item.Content.Id, item.Revision)).ShouldBe([(Tenant, "a", 1), ("other", "b", 1)]);
        await _reindex.MarkRequestedAsync(Next, unfilled, _time.GetUtcNow() + TimeSpan.FromSeconds(1), Cancel);
        (await UnfilledAsync()).ShouldBeEmpty();
        (await _reindex.CountWaitingAsync(Next, _time.GetUtcNow(), Cancel)).ShouldBe(2);
        await ReencodeAsync("a", 1);

        (await _reindex.CountWaitingAsync(Next, _time.GetUtcNow(), Cancel)).ShouldBe(1);
        (await _reindex.CountUnfilledAsync(Next, Cancel)).ShouldBe(1);
        (await _store.CountAsync(Tenant, Cancel)).ShouldBe(new CatalogStatus
        {
            Items = 1,
            Indexed = 1,
            Reindex = new ReindexStatus { ServingModel = Model, NextModel = Next, Encoded = 1 },
        });
        (await LoadAsync(Model, "a")).Model.ShouldBe(Model);
        (await LoadAsync(Next, "a")).Model.ShouldBe(Next);
        (await _store.ReadPendingAsync(_time.GetUtcNow(), 10, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_serve_what_the_next_model_encoded_before_and_after_it_has_moved()
    {
        await IndexAsync("a", "one");
        await IndexAsync("b", "one");
        await _reindex.ServedAsync(Next, [], Cancel);
        await ReencodeAsync("a", 1);
        await ReencodeAsync("b", 1);

        (await _reindex.FlipAsync(Next, Cancel)).ShouldBeTrue();

        (await _reindex.ReadAsync(Cancel)).ShouldBe(new ContentModels(Next, null, _time.GetUtcNow()));
        (await LoadAsync(Next, "a")).Model.ShouldBe(Next);
        (await LoadAsync(Model, "a")).Model.ShouldBe(Model);
        (await EncodedIdsAsync(Next)).ShouldBe(["a", "b"]);
        (await _store.LoadLatestAsync(Tenant, Next, 5, _time.GetUtcNow(), Cancel)).Count.ShouldBe(2);

        (await _reindex.SettleAsync(1, Cancel)).ShouldBe(1);
        (await EncodedIdsAsync(Next)).ShouldBe(["a", "b"], ignoreOrder: true);
        while (await _reindex.SettleAsync(1, Cancel) > 0)
        {
        }

        (await LoadAsync(Next, "a")).Model.ShouldBe(Next);
        (await _store.LoadAsync(Tenant, Model, ["a"], Cancel)).ShouldBeEmpty();
        (await EncodedIdsAsync(Next)).ShouldBe(["a", "b"]);
        (await _store.CountAsync(Tenant, Cancel)).ShouldBe(new CatalogStatus { Items = 2, Indexed = 2 });
    }

    [Fact]
    public async Task Should_lose_no_change_that_is_made_while_the_next_model_encodes()
    {
        foreach (var id in new[] { "same", "words", "facts", "gone" })
        {
            await IndexAsync(id, "one");
        }

        await _reindex.ServedAsync(Next, [], Cancel);
        foreach (var item in await UnfilledAsync())
        {
            await ReencodeAsync(item.Content.Id, 1);
        }

        await PutAsync(Content("words", "two"));
        (await PutAsync(Full("facts", "one"))).Item.IsEncoded.ShouldBeTrue();
        await _store.DeleteAsync(Tenant, "gone", Cancel);
        await PutAsync(Content("new", "one"));

        (await UnfilledAsync()).Select(item => item.Content.Id).ShouldBe(["facts", "new", "words"]);
        (await LoadAsync(Next, "facts")).Revision.ShouldBe(2);
        (await LoadAsync(Model, "facts")).Revision.ShouldBe(2);
        (await _store.LoadAsync(Tenant, Next, ["gone"], Cancel)).ShouldBeEmpty();
        await ReencodeAsync("words", 1);
        (await UnfilledAsync()).Count.ShouldBe(3);
        await ReencodeAsync("new", 1);
        var pending = await _store.ReadPendingAsync(_time.GetUtcNow(), 10, Cancel);
        pending.Select(item => item.Content.Id).ShouldContain("new", "The model that serves was never asked.");
        await _store.MarkRequestedAsync(pending, _time.GetUtcNow(), Cancel);
        (await _store.ReadPendingAsync(_time.GetUtcNow(), 10, Cancel)).Select(item => item.Content.Id).ShouldNotContain("new");
        await _reindex.FlipAsync(Next, Cancel);
        while (await _reindex.SettleAsync(10, Cancel) > 0)
        {
        }

        (await _store.ReadPendingAsync(_time.GetUtcNow(), 10, Cancel)).Select(item => item.Content.Id).ShouldBe(
            ["facts", "words"], ignoreOrder: true);
        (await _store.CountAsync(Tenant, Cancel)).ShouldBe(new CatalogStatus { Items = 4, Indexed = 2 });
    }

    [Fact]
    public async Task Should_take_nothing_from_a_model_that_neither_serves_nor_is_next_and_give_up_the_next_one()
    {
        await IndexAsync("a", "one");
        (await _store.SaveEncodedAsync([Encoded("a", 1) with { Model = Next }], Cancel)).ShouldBeEmpty();
        await _reindex.ServedAsync(Next, [], Cancel);
        await ReencodeAsync("a", 1);

        (await _reindex.ServedAsync(Model, [], Cancel)).Next.ShouldBeNull();

        (await _reindex.FlipAsync(Next, Cancel)).ShouldBeFalse();
        (await _reindex.SettleAsync(10, Cancel)).ShouldBe(1);
        (await _store.LoadAsync(Tenant, Next, ["a"], Cancel)).ShouldBeEmpty();
        (await LoadAsync(Model, "a")).Model.ShouldBe(Model);
    }

    [Fact]
    public async Task Should_know_which_fusion_models_go_with_a_content_model()
    {
        await IndexAsync("a", "one");
        (await _reindex.ReadAsync(Cancel)).ServingGoesWith("mmei@9").ShouldBeTrue();
        await _reindex.ServedAsync(Model, ["mmei@1"], Cancel);

        var models = await _reindex.ServedAsync(Next, ["mmei@2", "mmei@3"], Cancel);

        (models.ServingGoesWith("mmei@1"), models.ServingGoesWith("mmei@2")).ShouldBe((true, false));
        (models.NextGoesWith("mmei@1"), models.NextGoesWith("mmei@2"), models.NextGoesWith("mmei@3")).ShouldBe((false, true, true));
        await _reindex.FlipAsync(Next, Cancel);
        (await _reindex.ReadAsync(Cancel)).ShouldBe(
            new ContentModels(Next, null, _time.GetUtcNow(), ServingFittedWith: "mmei@2 mmei@3"));
    }

    [Fact]
    public async Task Should_have_encoded_again_what_another_model_than_the_one_that_serves_encoded_last()
    {
        await IndexAsync("a", "one");
        await IndexAsync("b", "one");
        await _reindex.ServedAsync(Next, [], Cancel);
        await ReencodeAsync("a", 1);
        await _reindex.FlipAsync(Next, Cancel);

        while (await _reindex.SettleAsync(10, Cancel) > 0)
        {
        }

        (await _store.ReadPendingAsync(_time.GetUtcNow(), 10, Cancel)).ShouldHaveSingleItem().Content.Id.ShouldBe("b");
    }

    [Fact]
    public async Task Should_drop_the_encoding_of_an_older_revision()
    {
        await PutAsync(Content("a", "one"));
        await PutAsync(Content("a", "two"));

        (await _store.SaveEncodedAsync([Encoded("a", 1)], Cancel)).ShouldBeEmpty();
        (await _store.LoadAsync(Tenant, Model, ["a"], Cancel)).ShouldBeEmpty();
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

        (await _store.LoadAsync(Tenant, Model, ["a"], Cancel)).ShouldHaveSingleItem().Revision.ShouldBe(1);
        (await _store.CountAsync(Tenant, Cancel)).ShouldBe(new CatalogStatus { Items = 1, Indexed = 0 });
        (await _store.ReadPendingAsync(_time.GetUtcNow(), 10, Cancel)).ShouldHaveSingleItem().Revision.ShouldBe(2);
    }

    [Fact]
    public async Task Should_delete_an_item_and_remember_that_the_index_has_it()
    {
        await IndexAsync("a", "one");

        (await _store.DeleteAsync(Tenant, "a", Cancel)).ShouldBeTrue();

        (await _store.FindAsync(Tenant, "a", Cancel)).ShouldBeNull();
        (await _store.LoadAsync(Tenant, Model, ["a"], Cancel)).ShouldBeEmpty();
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

        var pages = await _store.ReadEncodedAsync(Model, 3, Cancel).ToListAsync(Cancel);

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

        (await _store.LoadLatestAsync(Tenant, Model, 2, _time.GetUtcNow(), Cancel)).Select(item => item.ItemId).ShouldBe(["c", "b"]);
        await PutAsync(Content("c", "one") with { ExpiresAt = _time.GetUtcNow() });
        (await _store.LoadLatestAsync(Tenant, Model, 2, _time.GetUtcNow(), Cancel)).Select(item => item.ItemId).ShouldBe(["b", "a"]);
    }

    private protected abstract Task<TestDatabase> StartAsync(SqlSchema schema);

    private async Task<(StoredItem Item, ItemChange Change)> PutAsync(ItemContent content, string tenant = Tenant) =>
        (await _store.UpsertAsync(tenant, [content], Cancel))[0];

    private async Task IndexAsync(string id, string title, string tenant = Tenant)
    {
        var revision = (await PutAsync(Content(id, title), tenant)).Item.Revision;
        await _store.MarkIndexedAsync(await _store.SaveEncodedAsync([Encoded(id, revision, tenant: tenant)], Cancel), Cancel);
    }

    private async Task ReencodeAsync(string id, long revision) => await _store.MarkIndexedAsync(
        await _store.SaveEncodedAsync(
            [
                Encoded(id, revision, seed: 2) with { Model = Next },
                Encoded(id, revision, seed: 2, tenant: "other") with { Model = Next, ItemId = $"{id}-of-nobody" },
            ],
            Cancel),
        Cancel);

    private Task<IReadOnlyList<PendingItem>> UnfilledAsync() =>
        _reindex.ReadUnfilledAsync(Next, ("", ""), _time.GetUtcNow(), 10, Cancel);

    private async Task<RankableItem> LoadAsync(string model, string id) =>
        (await _store.LoadAsync(Tenant, model, [id], Cancel)).ShouldHaveSingleItem();

    private async Task<IEnumerable<string>> EncodedIdsAsync(string model) =>
        (await _store.ReadEncodedAsync(model, 1, Cancel).ToListAsync(Cancel)).SelectMany(page => page).Select(item => item.ItemId);

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

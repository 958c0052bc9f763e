using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Hosting.Json;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.Host;

public sealed class When_items_are_edited : IAsyncLifetime
{
    private static readonly CatalogItem Item =
        new() { Kind = ContentKind.Music, Title = "Rain 1", Description = "Soft rain.", Tags = ["sea"] };
    private readonly TempFolder _folder = new();
    private RankingApp _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await RankingApp.StartAsync(_folder["mmei.db"], Encodings.Of);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Should_be_created_then_replaced_then_left_alone()
    {
        using var created = await _app.PutAsync("m-1", Item);
        using var replaced = await _app.PutAsync("m-1", Item with { Title = "Rain 2" });
        using var again = await _app.PutAsync("m-1", Item with { Title = "Rain 2", Id = "m-1" });

        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        created.Headers.Location!.OriginalString.ShouldBe("/v1/items/m-1");
        replaced.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await BodyAsync(again)).ShouldSatisfyAllConditions(
            item => item.Revision.ShouldBe(2), item => item.Title.ShouldBe("Rain 2"), item => item.Tags.ShouldBe(["sea"]));
    }

    [Fact]
    public async Task Should_be_found_and_become_indexed()
    {
        await _app.PutAsync("m-1", Item);
        await _app.IndexedAsync(1);

        using var found = await _app.Client.GetAsync(new Uri("/v1/items/m-1", UriKind.Relative), Cancel);

        (await BodyAsync(found)).Indexed.ShouldBeTrue();
        (await _app.StatusAsync()).ShouldBe(new CatalogStatus { Items = 1, Indexed = 1 });
    }

    [Fact]
    public async Task Should_be_refused_with_every_wrong_field_named()
    {
        using var refused = await _app.PutAsync(
            "m 1",
            new
            {
                id = "m-2",
                title = " ",
                tags = new[] { "" },
                description = new string('x', 1_000_000),
                creator = "a\u0007",
                language = "en_US",
                mediaUrl = "/a.mp3",
                thumbnailUrl = "https://cdn.example/a b.jpg",
                expiresAt = "2001-01-01T00:00:00Z",
                attributes = new Dictionary<string, object> { ["a.b"] = 1, ["long"] = new string('x', 257), ["id"] = 9007199254740993 },
            });

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(JsonDefaults.Options, Cancel);
        problem.GetProperty("errors").EnumerateObject().Select(field => field.Name).ShouldBe(
            [
                "id", "kind", "title", "description", "tags", "creator", "language", "mediaUrl", "thumbnailUrl", "expiresAt",
                "attributes.a.b", "attributes.long", "attributes.id",
            ],
            ignoreOrder: true);
        (await _app.StatusAsync()).Items.ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"kind":"perfume","title":"x"}""", "kind", "must be one of music, image, video, story")]
    [InlineData("""{"kind":"image, video","title":"x"}""", "kind", "must be one of music, image, video, story")]
    [InlineData("""{"kind":"music","title":"x","titel":"y"}""", "titel", "is not known here")]
    [InlineData("""{"kind":"music","title":"x","title":"y"}""", "title", "is given twice")]
    public async Task Should_be_refused_with_what_is_allowed(string item, string field, string problem)
    {
        using var body = new StringContent(item, Encoding.UTF8, "application/json");
        using var refused = await _app.Client.PutAsync(new Uri("/v1/items/m-1", UriKind.Relative), body, Cancel);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await refused.Content.ReadFromJsonAsync<JsonElement>(JsonDefaults.Options, Cancel)).GetProperty("errors");
        errors.GetProperty(field)[0].GetString().ShouldBe(problem);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de-CH-1996")]
    [InlineData("zh-Hant-TW")]
    [InlineData("sl-rozaj-biske")]
    [InlineData("en-u-ca-gregory-x-mine")]
    public async Task Should_take_any_well_formed_language(string language)
    {
        using var stored = await _app.PutAsync("m-1", Item with { Language = language });

        (await BodyAsync(stored)).Language.ShouldBe(language);
    }

    [Fact]
    public async Task Should_show_what_changed_at_once_and_not_be_encoded_again_while_the_words_stay()
    {
        await _app.PutAsync("m-1", Item);
        await _app.IndexedAsync(1);
        await _app.ReceiveAsync<EncodeItem>();
        (await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0)))).Items.ShouldHaveSingleItem().Creator.ShouldBeNull();

        using var changed = await _app.PutAsync(
            "m-1",
            Item with
            {
                Kind = ContentKind.Video,
                Creator = "Ana",
                Language = "pt",
                MediaUrl = "https://cdn.example/a.mp4",
                ThumbnailUrl = "https://cdn.example/a.jpg",
            });

        (await BodyAsync(changed)).ShouldSatisfyAllConditions(item => item.Revision.ShouldBe(2), item => item.Indexed.ShouldBeTrue());
        var videos = Observations.Fused(Vectors.Axis(0), options: new RecommendationOptions { Kinds = [ContentKind.Video] });
        var shown = (await _app.RecommendAsync(videos)).Items.ShouldHaveSingleItem();
        (shown.Kind, shown.Description, shown.Creator, shown.Language, shown.MediaUrl, shown.ThumbnailUrl).ShouldBe(
            (ContentKind.Video, "Soft rain.", "Ana", "pt", "https://cdn.example/a.mp4", "https://cdn.example/a.jpg"));
        await _app.PutAsync("m-2", Item);
        (await _app.ReceiveAsync<EncodeItem>()).ItemId.ShouldBe("m-2");
    }

    [Fact]
    public async Task Should_be_found_by_what_it_says_as_soon_as_it_says_so()
    {
        await _app.PutAsync("m-1", Item);
        await _app.IndexedAsync(1);
        var slow = Observations.Fused(Vectors.Axis(0), options: new RecommendationOptions { Filter = "attributes.bpm < 100" });
        (await _app.RecommendAsync(slow)).Items.ShouldBeEmpty();

        await _app.PutAsync("m-1", Item with { Attributes = new Dictionary<string, AttributeValue> { ["bpm"] = 92 } });

        var again = slow with { ObservationId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()) };
        (await _app.RecommendAsync(again)).Items.ShouldHaveSingleItem().ItemId.ShouldBe("m-1");
    }

    [Fact]
    public async Task Should_not_be_recommended_once_it_has_expired()
    {
        await _app.PutAsync("m-1", Item);
        await _app.PutAsync("m-2", Item with { ExpiresAt = TimeProvider.System.GetUtcNow().AddMilliseconds(1500) });
        await _app.IndexedAsync(2);

        await RankingApp.UntilAsync(
            async () => (await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0)))).Items.All(item => item.ItemId == "m-1"));

        var asked = Observations.Fused(Vectors.Axis(0), options: new RecommendationOptions { Items = ["m-1", "m-2"] });
        (await _app.RecommendAsync(asked)).Items.Select(item => item.ItemId).ShouldBe(["m-1"]);
    }

    [Fact]
    public async Task Should_be_recommended_again_when_it_is_given_more_time()
    {
        await _app.PutAsync("m-1", Item);
        await _app.IndexedAsync(1);
        await _app.PutAsync("m-1", Item with { ExpiresAt = TimeProvider.System.GetUtcNow().AddMilliseconds(100) });
        await RankingApp.UntilAsync(async () => (await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0)))).Items.Count == 0);

        await _app.PutAsync("m-1", Item with { ExpiresAt = TimeProvider.System.GetUtcNow().AddDays(1) });

        (await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0)))).Items.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Should_be_deleted_some_time_after_it_has_expired()
    {
        await using var app = await RankingApp.StartAsync(
            _folder["short.db"], Encodings.Of, new("Retention:ExpiredItems", "00:00:00.001"), new("Retention:Interval", "00:00:00.1"));
        await app.PutAsync("m-1", Item);
        await app.PutAsync("m-2", Item with { ExpiresAt = TimeProvider.System.GetUtcNow().AddMilliseconds(300) });

        await RankingApp.UntilAsync(async () => (await app.StatusAsync()).Items == 1);

        (await app.Client.GetAsync(new Uri("/v1/items/m-2", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Should_be_invisible_to_other_tenants()
    {
        await _app.PutAsync("m-1", Item);
        using var other = _app.ClientOf("other");

        (await other.GetAsync(new Uri("/v1/items/m-1", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.DeleteAsync(new Uri("/v1/items/m-1", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _app.StatusAsync()).Items.ShouldBe(1);
    }

    [Fact]
    public async Task Should_be_gone_at_once_when_deleted()
    {
        await _app.PutAsync("m-1", Item);
        await _app.PutAsync("m-2", Item);
        await _app.IndexedAsync(2);
        (await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0)))).Items.Count.ShouldBe(2);

        using var deleted = await _app.Client.DeleteAsync(new Uri("/v1/items/m-1", UriKind.Relative), Cancel);

        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _app.RecommendAsync(Observations.Fused(Vectors.Axis(0)))).Items.ShouldHaveSingleItem().ItemId.ShouldBe("m-2");
        (await _app.Client.GetAsync(new Uri("/v1/items/m-1", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _app.Client.DeleteAsync(new Uri("/v1/items/m-1", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Should_need_a_tenant()
    {
        using var anonymous = new HttpClient { BaseAddress = _app.Client.BaseAddress };

        (await anonymous.GetAsync(new Uri("/v1/items:status", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<ItemAnswer> BodyAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<ItemAnswer>(JsonDefaults.Options, Cancel))!;
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Hosting.Json;
using Mmei.Learning;
using Mmei.Ranking.Quality;
using Mmei.Ranking.Taste;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.Host;

public sealed class When_nobody_is_observed : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private RankingApp _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await RankingApp.StartAsync(
        _folder["mmei.db"],
        item => Encodings.Meaning(item) with
        {
            EmotionProfile = Vectors.Peak(7, (int)(item.Title[0] == 'G' ? Emotion.Joy : Emotion.Sadness)),
        });

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Should_list_what_came_last_first()
    {
        await PutAsync("old", "Rain 1");
        await PutAsync("story", "Rain 2", ContentKind.Story);
        await PutAsync("new", "Rain 3");
        await PutAsync("old", "Rain 4");

        (await IdsAsync("/v1/items:latest")).ShouldBe(["new", "story", "old"]);
        (await IdsAsync("/v1/items:latest?k=1")).ShouldBe(["new"]);
        (await IdsAsync("/v1/items:latest?kind=story")).ShouldBe(["story"]);
    }

    [Fact]
    public async Task Should_list_what_people_like_first_among_what_fits_a_mood()
    {
        (await IdsAsync("/v1/items:popular")).ShouldBeEmpty();
        await _app.PutAsync("sad", new CatalogItem { Kind = ContentKind.Music, Title = "Sad 1" });
        await _app.PutAsync("glad", new CatalogItem { Kind = ContentKind.Music, Title = "Glad 2" });
        await _app.PutAsync("liked", new CatalogItem { Kind = ContentKind.Story, Title = "Glad 3" });
        await _app.IndexedAsync(3);
        await VoteAsync("liked");

        (await IdsAsync("/v1/items:popular?emotion=joy&mood=match")).ShouldBe(["liked", "glad", "sad"]);
        (await IdsAsync("/v1/items:popular?emotion=sadness&mood=lift&k=1")).ShouldBe(["liked"]);
        (await IdsAsync("/v1/items:popular?emotion=joy&kind=music")).ShouldBe(["glad", "sad"]);
        (await IdsAsync("/v1/items:popular?emotion=sadness&mood=match&kind=music")).ShouldBe(["sad", "glad"]);
    }

    [Theory]
    [InlineData("mood=happy", "mood")]
    [InlineData("emotion=calm", "emotion")]
    [InlineData("k=0", "k")]
    public async Task Should_refuse_a_mood_or_an_emotion_that_there_is_not(string query, string field)
    {
        using var refused = await _app.Client.GetAsync(new Uri($"/v1/items:popular?{query}", UriKind.Relative), Cancel);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync(Cancel)).ShouldContain($"\"{field}\"");
    }

    [Fact]
    public async Task Should_list_what_a_page_shows()
    {
        await _app.PutAsync(
            "m-1",
            new CatalogItem
            {
                Kind = ContentKind.Music,
                Title = "Rain 1",
                Description = "Soft rain.",
                Creator = "Ana",
                ThumbnailUrl = "https://cdn.example/a.jpg",
            });

        (await ListAsync("/v1/items:latest")).Items.ShouldHaveSingleItem().ShouldBe(new ListedItem
        {
            Id = "m-1",
            Kind = ContentKind.Music,
            Title = "Rain 1",
            Description = "Soft rain.",
            Creator = "Ana",
            ThumbnailUrl = "https://cdn.example/a.jpg",
        });
    }

    [Fact]
    public async Task Should_list_what_is_about_the_same_first_and_not_the_item_itself()
    {
        await PutAsync("rain", "Rain 1");
        await PutAsync("wind", "Wind 2");
        await PutAsync("tide", "Tide 1", ContentKind.Story);
        await _app.IndexedAsync(3);

        var similar = await ListAsync("/v1/items/rain/similar");

        similar.Items.Select(item => item.Id).ShouldBe(["tide", "wind"]);
        similar.Items[0].Similarity!.Value.ShouldBe(1, 1e-3);
        similar.Items[1].Similarity!.Value.ShouldBe(0, 1e-3);
        (await IdsAsync("/v1/items/rain/similar?k=1&kind=music")).ShouldBe(["wind"]);
    }

    [Fact]
    public async Task Should_list_nothing_similar_to_an_item_that_waits_for_its_encoding()
    {
        await using var waiting = await RankingApp.StartAsync(_folder["waiting.db"], encoder: null);
        await waiting.PutAsync("m-1", new CatalogItem { Kind = ContentKind.Music, Title = "Rain 1" });

        (await waiting.Client.GetFromJsonAsync<ItemList>("/v1/items/m-1/similar", JsonDefaults.Options, Cancel))!.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_leave_out_what_has_expired()
    {
        await PutAsync("rain", "Rain 1");
        await PutAsync("tide", "Tide 1");
        await _app.IndexedAsync(2);
        await PutAsync("tide", "Tide 1", expiresAt: TimeProvider.System.GetUtcNow().AddSeconds(1));

        await RankingApp.UntilAsync(async () => (await IdsAsync("/v1/items:latest")) is ["rain"]);

        (await IdsAsync("/v1/items/rain/similar")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_leave_out_what_the_person_disliked_and_on_request_what_they_have_seen()
    {
        foreach (var id in new[] { "rain", "seen", "disliked", "other" })
        {
            await PutAsync(id, "Rain 1");
        }

        await _app.IndexedAsync(4);
        await RewardAsync("seen", disliked: false);
        await RewardAsync("disliked", disliked: true);

        foreach (var list in new[] { "/v1/items:latest?", "/v1/items:popular?", "/v1/items/rain/similar?" })
        {
            (await IdsAsync(list)).ShouldContain("disliked");
            (await IdsAsync($"{list}userId=ben")).ShouldContain("disliked");
            var forAnn = await IdsAsync($"{list}userId=ann");
            forAnn.ShouldNotContain("disliked");
            forAnn.ShouldContain("seen");
            (await IdsAsync($"{list}userId=ann&excludeSeen=true&k=2")).ShouldContain("other");
            (await IdsAsync($"{list}userId=ann&excludeSeen=true")).ShouldNotContain("seen");
        }
    }

    [Theory]
    [InlineData("/v1/items:latest?k=0", "k", "must be 1 to 100")]
    [InlineData("/v1/items:latest?k=101", "k", "must be 1 to 100")]
    [InlineData("/v1/items:latest?kind=MUSIC", "kind", "must be one of music, image, video, story")]
    [InlineData("/v1/items/m-1/similar?userId=%07", "userId", "must be 1 to 128 characters, none of them a control character")]
    public async Task Should_name_the_parameter_that_is_wrong(string address, string parameter, string problem)
    {
        using var refused = await _app.Client.GetAsync(new Uri(address, UriKind.Relative), Cancel);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await refused.Content.ReadFromJsonAsync<JsonElement>(JsonDefaults.Options, Cancel)).GetProperty("errors");
        errors.GetProperty(parameter)[0].GetString().ShouldBe(problem);
    }

    [Fact]
    public async Task Should_know_no_item_that_there_is_not()
    {
        using var unknown = await _app.Client.GetAsync(new Uri("/v1/items/m-1/similar", UriKind.Relative), Cancel);

        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private Task<HttpResponseMessage> PutAsync(
        string id, string title, ContentKind kind = ContentKind.Music, DateTimeOffset? expiresAt = null) =>
        _app.PutAsync(id, new CatalogItem { Kind = kind, Title = title, ExpiresAt = expiresAt });

    private Task VoteAsync(string itemId) => ((ItemVotes)_app.Services.GetService(typeof(ItemVotes))!).TakeAsync(
        new VotesCounted
        {
            TenantId = "acme",
            ItemId = itemId,
            Week = Weeks.Of(TimeProvider.System.GetUtcNow()),
            For = 3,
            Against = 0,
            Felt = 0,
            Worse = 0,
            Revision = 1,
        },
        Cancel);

    private async Task RewardAsync(string itemId, bool disliked)
    {
        await _app.Bus.SendAsync(
            new RewardAssigned
            {
                TenantId = "acme",
                UserId = "ann",
                DecisionId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
                ItemId = itemId,
                Reward = disliked ? 0 : 0.8,
                Revision = 1,
                Disliked = disliked,
                At = TimeProvider.System.GetUtcNow(),
            },
            Cancel);
        var tastes = (Tastes)_app.Services.GetService(typeof(Tastes))!;
        await RankingApp.UntilAsync(async () => (await tastes.OfAsync("acme", "ann", model: null, Cancel)).Seen.Contains(itemId));
    }

    private async Task<string[]> IdsAsync(string address) => [.. (await ListAsync(address)).Items.Select(item => item.Id)];

    private async Task<ItemList> ListAsync(string address) =>
        (await _app.Client.GetFromJsonAsync<ItemList>(address, JsonDefaults.Options, Cancel))!;
}

using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Ranking.Rank;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.Host;

public sealed class When_the_service_restarts : IDisposable
{
    private static readonly CatalogItem Item = new() { Kind = ContentKind.Music, Title = "Rain 1" };
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Should_recommend_again_what_was_indexed()
    {
        await using (var app = await StartAsync(Encodings.Of))
        {
            await app.PutAsync("m-1", Item);
            await app.PutAsync("m-2", Item);
            await app.IndexedAsync(2);
            await app.Client.DeleteAsync(new Uri("/v1/items/m-2", UriKind.Relative), TestContext.Current.CancellationToken);
        }

        await using var again = await StartAsync(encoder: null);

        (await again.RecommendAsync(Observations.Fused(Vectors.Axis(0)))).Items.ShouldHaveSingleItem().ItemId.ShouldBe("m-1");
        (await again.StatusAsync()).ShouldBe(new CatalogStatus { Items = 1, Indexed = 1 });
        (await again.ReadinessAsync()).ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Should_know_again_what_items_are_about()
    {
        await using (var app = await StartAsync(Encodings.Meaning))
        {
            await app.PutAsync("m-1", Item);
            await app.PutAsync("m-2", Item with { Title = "Rain 2" });
            await app.IndexedAsync(2);
        }

        await using var again = await StartAsync(encoder: null, new KeyValuePair<string, string?>("Ranking:Candidates", "1"));
        var wish = TensorCodec.Pack([.. Vectors.Meaning(2).Select(value => 0.5f * value)], 1, 384);
        var asked = new RecommendationOptions { K = 1, Mood = MoodGoal.Match };
        var answer = await again.RecommendAsync(Observations.Fused(Vectors.Axis(0), options: asked) with { Wish = wish });

        answer.Items.ShouldHaveSingleItem().ItemId.ShouldBe("m-2");
        answer.Items[0].Parts.Said.ShouldBe(0.5 * new RankingOptions().Said, 1e-3);
        var decision = await again.ReceiveAsync<DecisionMade>();
        decision.Items.ShouldHaveSingleItem().Parts.Said.ShouldBe(answer.Items[0].Parts.Said);
        JsonSerializer.Serialize(decision).ShouldNotContain("wish", Case.Insensitive);
    }

    [Fact]
    public async Task Should_have_items_encoded_again_when_another_model_encodes_them()
    {
        await using (var app = await StartAsync(Encodings.Of))
        {
            await app.PutAsync("m-1", Item);
            await app.IndexedAsync(1);
        }

        await using var again = await StartAsync(Encodings.Meaning);
        await again.Bus.SendAsync(new ContentModelServed { Model = "content-bert@2" }, TestContext.Current.CancellationToken);

        (await again.ReceiveAsync<EncodeItem>()).Revision.ShouldBe(1);
        await RankingApp.UntilAsync(
            async () => (await again.RecommendAsync(Observations.Fused(Vectors.Axis(0)))).ContentModel == "content-bert@2");
        (await again.StatusAsync()).ShouldBe(new CatalogStatus { Items = 1, Indexed = 1 });
    }

    [Fact]
    public async Task Should_ask_again_for_what_was_accepted_but_not_encoded()
    {
        await using (var app = await StartAsync(encoder: null))
        {
            await app.PutAsync("m-1", Item);
            await app.PutAsync("m-1", Item with { Title = "Rain 2" });
            await app.ReceiveAsync<EncodeItem>(request => request.Revision == 2);
        }

        await using var again = await StartAsync(Encodings.Of);
        await again.IndexedAsync(1);

        (await again.RecommendAsync(Observations.Fused(Vectors.Axis(0)))).Items.ShouldHaveSingleItem().Title.ShouldBe("Rain 2");
    }

    [Fact]
    public async Task Should_not_be_misled_by_encodings_that_arrive_late_or_broken()
    {
        await using var app = await StartAsync(encoder: null);
        await app.PutAsync("m-1", Item);
        var first = await app.ReceiveAsync<EncodeItem>();
        await app.PutAsync("m-1", Item with { Title = "Rain 2" });
        var second = await app.ReceiveAsync<EncodeItem>(request => request.Revision == 2);

        await app.Bus.SendAsync(Encodings.Of(second) with { EmotionProfile = [] }, TestContext.Current.CancellationToken);
        await app.Bus.SendAsync(Encodings.Of(second), TestContext.Current.CancellationToken);
        await app.Bus.SendAsync(Encodings.Of(first), TestContext.Current.CancellationToken);
        await app.IndexedAsync(1);

        (await app.RecommendAsync(Observations.Fused(Vectors.Axis(0)))).Items.ShouldHaveSingleItem().Title.ShouldBe("Rain 2");
    }

    public void Dispose() => _folder.Dispose();

    private Task<RankingApp> StartAsync(Func<EncodeItem, ItemEncoded>? encoder, params KeyValuePair<string, string?>[] settings) =>
        RankingApp.StartAsync(_folder["mmei.db"], encoder, settings);
}

using System.Net;
using Grpc.Core;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Testing.Qdrant;
using Mmei.Testing.Servers;
using Qdrant.Client;
using Qdrant.Client.Grpc;

namespace Mmei.Ranking.Tests.Host;

public sealed class When_the_index_is_away : IAsyncLifetime
{
    private static readonly CatalogItem Item = new() { Kind = ContentKind.Music, Title = "Rain 1" };
    private readonly TempFolder _folder = new();
    private QdrantServer _qdrant = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _qdrant = await QdrantServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _qdrant.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Should_recommend_the_newest_items_and_say_that_it_is_degraded()
    {
        await using var app = await StartAsync();
        await app.PutAsync("m-1", Item);
        await app.PutAsync("v-1", Item with { Kind = ContentKind.Video });
        await app.IndexedAsync(2);
        (await app.RecommendAsync(Observations.Fused(Vectors.Axis(0)))).Degraded.ShouldBeFalse();
        _qdrant.Always = Faults.Status(StatusCode.Unavailable);

        var answer = await app.RecommendAsync(
            Observations.Fused(Vectors.Axis(0), options: new RecommendationOptions { Kinds = [ContentKind.Video] }));

        answer.Degraded.ShouldBeTrue();
        answer.Items.ShouldHaveSingleItem().ItemId.ShouldBe("v-1");
    }

    [Fact]
    public async Task Should_delete_all_the_same_and_let_the_index_follow_at_the_next_start()
    {
        await using (var app = await StartAsync())
        {
            await app.PutAsync("m-1", Item);
            await app.IndexedAsync(1);
            _qdrant.Always = Faults.Status(StatusCode.Unavailable);

            using var deleted = await app.Client.DeleteAsync(new Uri("/v1/items/m-1", UriKind.Relative), Cancel);

            deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
            (await app.RecommendAsync(Observations.Fused(Vectors.Axis(0)))).Items.ShouldBeEmpty();
        }

        _qdrant.Always = null;
        await using var again = await StartAsync();
        await RankingApp.UntilAsync(async () => await again.ReadinessAsync() == HealthStatus.Healthy);
        var index = (Ranking.Index.IVectorIndex)again.Services.GetService(typeof(Ranking.Index.IVectorIndex))!;
        (await index.CountAsync("acme", Cancel)).ShouldBe(0);
    }

    [Fact]
    public async Task Should_not_be_ready_until_it_was_there_once()
    {
        _qdrant.Always = Faults.Status(StatusCode.Unavailable);
        await using var app = await StartAsync();
        (await app.ReadinessAsync()).ShouldBe(HealthStatus.Unhealthy);

        _qdrant.Always = null;

        await RankingApp.UntilAsync(async () => await app.ReadinessAsync() == HealthStatus.Healthy);
    }

    [Fact]
    public async Task Should_be_filled_from_the_catalog_when_it_is_lost_or_of_an_earlier_layout()
    {
        await using (var app = await StartAsync())
        {
            await app.PutAsync("m-1", Item);
            await app.IndexedAsync(1);
        }

        using var client = new QdrantClient(_qdrant.Address);
        await client.DeleteCollectionAsync("mmei-items-v4", cancellationToken: Cancel);
        await client.CreateCollectionAsync(
            "mmei-items-v1", new VectorParams { Size = 256, Distance = Distance.Dot }, cancellationToken: Cancel);
        await client.CreateAliasAsync("mmei-items", "mmei-items-v1", cancellationToken: Cancel);

        await using var again = await StartAsync();

        (await again.RecommendAsync(Observations.Fused(Vectors.Axis(0)))).ShouldSatisfyAllConditions(
            answer => answer.Degraded.ShouldBeFalse(),
            answer => answer.Items.ShouldHaveSingleItem().ItemId.ShouldBe("m-1"));
        (await client.ListAliasesAsync(Cancel)).ShouldHaveSingleItem().CollectionName.ShouldBe("mmei-items-v4");
    }

    private Task<RankingApp> StartAsync() => RankingApp.StartAsync(
        _folder["mmei.db"],
        Encodings.Of,
        new("VectorIndex:Provider", "Qdrant"),
        new("VectorIndex:Url", _qdrant.Address.ToString()),
        new("VectorIndex:Timeout", "00:00:20"),
        new("VectorIndex:Break", "00:00:00.5"));
}

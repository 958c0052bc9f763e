using System.Globalization;
using MassTransit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Hosting;
using Mmei.Messaging;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Index;
using Mmei.Storage.Schema;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.Host;

/// <summary>
/// The process is killed in the middle of a re-index, again and again, with its answers on the bus; what it has in the end is what the next
/// model says of every item, as if nothing had happened.
/// </summary>
public sealed class When_ranking_is_killed_while_it_re_indexes(RabbitMqServer broker) : IAsyncLifetime
{
    private const int Count = 400;
    private const string Before = "content-bert@1";
    private const string After = "content-bert@2";
    private static readonly SqlSchema Schema = SqlSchema.Embedded("ranking", typeof(IVectorIndex).Assembly);
    private readonly TempFolder _folder = new();
    private Dictionary<string, string?> _settings = [];
    private IHost _encoder = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var bus = await broker.CreateVirtualHostAsync();
        _settings = new(bus)
        {
            ["Storage:Provider"] = "Sqlite",
            ["Storage:ConnectionString"] = $"Data Source={_folder["mmei.db"]}",
            ["Catalog:ReindexWindow"] = "20",
            ["Catalog:KeepReplaced"] = "00:00:00",
        };
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(bus);
        builder.AddServiceDefaults();
        builder.AddMessaging(registration =>
            registration.AddConsumer<EncoderConsumer>().Endpoint(endpoint => endpoint.Name = Queues.EncodeItem));
        _encoder = builder.Build();
        await _encoder.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _encoder.StopAsync(CancellationToken.None);
        _encoder.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Should_end_with_what_the_next_model_says_of_every_item()
    {
        await using (var ranking = await RankingProcess.StartAsync(_settings))
        {
            await ranking.ImportAsync(
                Enumerable.Range(0, Count).Select(i => $$"""{ "id": "i{{i:D3}}", "kind": "music", "title": "Rain {{i % 200}}" }"""));
            await _encoder.Services.GetRequiredService<IMessageSender>().SendAsync(new ContentModelServed { Model = After }, Cancel);
            await KillAtAsync(ranking, encoded: 60);
        }

        foreach (var encoded in new[] { 150, 280 })
        {
            await using var ranking = await RankingProcess.StartAsync(_settings);
            await KillAtAsync(ranking, encoded);
        }

        await using (var ranking = await RankingProcess.StartAsync(_settings))
        {
            await RankingApp.UntilAsync(
                async () => await ranking.StatusAsync() is { Indexed: Count, Items: Count, Reindex: null } && await LeftAsync() == 0);
            await ranking.StopAsync();
        }

        var found = await EncodedAsync(After);
        found.Select(item => (item.ItemId, item.Revision)).ShouldBe(Enumerable.Range(0, Count).Select(i => ($"i{i:D3}", 1L)));
        found.ShouldAllBe(item => item.Vector.Take(256).SequenceEqual(Expected(item.ItemId)));
        (await EncodedAsync(Before)).ShouldBeEmpty();
    }

    private static async Task KillAtAsync(RankingProcess ranking, int encoded)
    {
        await RankingApp.UntilAsync(async () => (await ranking.StatusAsync()).Reindex?.Encoded >= encoded);
        (await ranking.StatusAsync()).ShouldSatisfyAllConditions(
            status => status.Indexed.ShouldBe(Count), status => status.Reindex.ShouldNotBeNull("It was over before it was killed."));
        await ranking.KillAsync();
    }

    private static ItemEncoded Encode(EncodeItem item) => item.Model == After
        ? Encodings.Of(item) with { Embedding = TensorCodec.Pack(Vectors.Random(Number(item.ItemId)), 1, 256), Model = After }
        : Encodings.Of(item);

    private static float[] Expected(string itemId) => EncodedItem.Of(Encode(
        new EncodeItem { TenantId = "acme", ItemId = itemId, Revision = 1, Title = "", Description = "", Model = After })).Embedding;

    private static int Number(string itemId) => int.Parse(itemId.AsSpan(1), CultureInfo.InvariantCulture);

    /// <summary>Encodings that have not moved to their items yet, looking on from outside.</summary>
    private async Task<long> LeftAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={_folder["mmei.db"]};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM ranking_reencoded";
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }

    private async Task<List<IndexedItem>> EncodedAsync(string model)
    {
        await using var database = await TestDatabase.SqliteFileAsync(Schema, _folder["mmei.db"]);
        var items = new List<IndexedItem>();
        await foreach (var page in new SqlCatalogStore(database.Database, TimeProvider.System).ReadEncodedAsync(model, Count, Cancel))
        {
            items.AddRange(page);
        }

        return items;
    }

    /// <summary>Stands in for the content encoder: it serves the next model, and the one of before where that is asked.</summary>
    private sealed class EncoderConsumer(IMessageSender sender) : IConsumer<EncodeItem>
    {
        public Task Consume(ConsumeContext<EncodeItem> context) =>
            sender.SendAsync(Encode(context.Message), context.CancellationToken);
    }
}

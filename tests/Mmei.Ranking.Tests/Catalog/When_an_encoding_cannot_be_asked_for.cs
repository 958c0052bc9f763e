using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Hosting.Failures;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Catalog.EncodeItems;
using Mmei.Ranking.Catalog.ReindexItems;
using Mmei.Storage.Schema;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.Catalog;

/// <summary>An item is marked as asked for before its request is sent, and what is marked is not asked for again for minutes.</summary>
public sealed class When_an_encoding_cannot_be_asked_for : IAsyncLifetime
{
    private static readonly TimeSpan Retried = TimeSpan.FromSeconds(30);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly TaskCompletionSource _failed = new();
    private readonly TaskCompletionSource<EncodeItem> _sent = new();
    private TestDatabase _database = null!;
    private EncodeRequests _requests = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.SqliteAsync(SqlSchema.Embedded("ranking", typeof(EncodeRequests).Assembly));
        var options = Options.Create(new CatalogOptions());
        var catalog = new SqlCatalogStore(_database.Database, _time);
        await catalog.UpsertAsync("acme", [new ItemContent("rain", ContentKind.Music, "Rain", "", [])], Cancel);
        _requests = new EncodeRequests(
            catalog, new SqlReindexStore(_database.Database, _time), new FakeBus(Send), options, _time,
            NullLogger<EncodeRequests>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _requests.StopAsync(CancellationToken.None);
        _requests.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Should_ask_again_at_once_when_it_can()
    {
        await _requests.StartAsync(Cancel);
        await _failed.Task.WaitAsync(Cancel);

        for (var passed = TimeSpan.Zero; !_sent.Task.IsCompleted; passed += TimeSpan.FromSeconds(1))
        {
            passed.ShouldBeLessThan(Retried);
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(_sent.Task, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel));
        }

        (await _sent.Task).ItemId.ShouldBe("rain");
    }

    /// <summary>The bus is away once.</summary>
    private void Send(object message)
    {
        if (_failed.TrySetResult())
        {
            throw new UnavailableFailure("The bus is away.", TimeSpan.FromSeconds(1));
        }

        _sent.TrySetResult(message.ShouldBeOfType<EncodeItem>());
    }
}

using Grpc.Core;
using Mmei.Contracts.Taxonomy;
using Mmei.Hosting.Failures;
using Mmei.Ranking.Index;
using Mmei.Ranking.Index.Qdrant;
using Mmei.Testing;
using Mmei.Testing.Qdrant;
using Qdrant.Client;

namespace Mmei.Ranking.Tests.Index;

public sealed class When_Qdrant_falters : IAsyncLifetime
{
    private const string Model = "content-bert@1";
    private static readonly TimeSpan Break = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly VectorQuery Query = new() { TenantId = "t", Model = Model, Vector = Indexed.Axis(0), Count = 1 };
    private QdrantServer _server = null!;
    private QdrantIndex _index = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await QdrantServer.StartAsync("secret");
        _index = Index(Patience);
        await _index.EnsureAsync(Model, Cancel);
        await _index.UpsertAsync(Model, [new IndexedItem("t", "a", ContentKind.Music, 1, Indexed.Axis(0))], Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        _index.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.ResourceExhausted)]
    [InlineData(StatusCode.Internal)]
    public async Task Should_try_once_more_after_a_passing_failure(StatusCode code)
    {
        _server.Fail(Faults.Status(code));

        (await _index.SearchAsync(Query, Cancel)).ShouldHaveSingleItem().ItemId.ShouldBe("a");
    }

    [Fact]
    public async Task Should_try_once_more_after_a_cut_connection()
    {
        _server.Fail(Faults.Cut);

        (await _index.SearchAsync(Query, Cancel)).ShouldHaveSingleItem().ItemId.ShouldBe("a");
    }

    [Fact]
    public async Task Should_be_unavailable_when_it_goes_on()
    {
        _server.Always = Faults.Status(StatusCode.Unavailable);

        (await Should.ThrowAsync<UnavailableFailure>(_index.SearchAsync(Query, Cancel))).RetryAfter.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public async Task Should_be_unavailable_at_the_deadline_when_it_hangs()
    {
        _server.Always = Faults.Hang;
        using var hasty = Index(TimeSpan.FromMilliseconds(200));

        await Should.ThrowAsync<UnavailableFailure>(hasty.SearchAsync(Query, Cancel));
    }

    [Fact]
    public async Task Should_stop_asking_after_many_failures_and_start_again_later()
    {
        var time = new RecordingTime();
        var isBroken = false;
        using var index = Index(Patience, time, broken => isBroken = broken);
        _server.Always = Faults.Status(StatusCode.Unavailable);
        for (var i = 0; i < 10; i++)
        {
            await Should.ThrowAsync<UnavailableFailure>(PassPausesAsync(time, index.SearchAsync(Query, Cancel)));
        }

        var calls = _server.Calls.Count;
        await Should.ThrowAsync<UnavailableFailure>(PassPausesAsync(time, index.SearchAsync(Query, Cancel)));
        _server.Calls.Count.ShouldBe(calls);
        isBroken.ShouldBeTrue();

        _server.Always = null;
        time.Advance(Break);
        (await index.SearchAsync(Query, Cancel)).ShouldHaveSingleItem().ItemId.ShouldBe("a");
        isBroken.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_not_repeat_a_request_that_is_wrong()
    {
        _server.Fail(Faults.Status(StatusCode.InvalidArgument));
        var calls = _server.Calls.Count;

        await Should.ThrowAsync<RpcException>(_index.SearchAsync(Query, Cancel));

        _server.Calls.Count.ShouldBe(calls + 1);
    }

    [Fact]
    public async Task Should_pass_a_cancellation_on_as_one()
    {
        _server.Always = Faults.Hang;
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Should.ThrowAsync<OperationCanceledException>(_index.SearchAsync(Query, impatient.Token));
    }

    [Fact]
    public void Should_have_sent_the_key_and_a_deadline_with_every_call()
    {
        _server.Calls.ShouldAllBe(call => call.Headers["api-key"] == "secret");
        _server.Calls.ShouldAllBe(call => call.Headers.ContainsKey("grpc-timeout"));
    }

    [Fact]
    public async Task Should_refuse_a_collection_of_other_vectors()
    {
        using var client = new QdrantClient(_server.Address, "secret");
        await client.CreateCollectionAsync(
            "narrow-v6-content-bert@1", new Qdrant.Client.Grpc.VectorParams
            {
                Size = 3,
                Distance = Qdrant.Client.Grpc.Distance.Dot,
            }, cancellationToken: Cancel);
        using var index = new QdrantIndex(
            new QdrantClient(_server.Address, "secret"), "narrow", QdrantLayout.Plain, QdrantResilience.Build(Break, TimeProvider.System));

        (await Should.ThrowAsync<InvalidOperationException>(index.EnsureAsync(Model, Cancel))).Message.ShouldContain(
            "3 numbers, expected 656. Delete it");
    }

    private QdrantIndex Index(TimeSpan timeout, TimeProvider? time = null, Action<bool>? broken = null) => new(
        new QdrantClient(_server.Address, "secret", timeout),
        "items",
        QdrantLayout.Plain,
        QdrantResilience.Build(Break, time ?? TimeProvider.System, broken));

    /// <summary>Lets a call go on at once from each pause that it makes.</summary>
    private static async Task PassPausesAsync(RecordingTime time, Task call)
    {
        while (!call.IsCompleted)
        {
            if (time.Waits.TryDequeue(out var pause))
            {
                time.Advance(pause);
            }

            await Task.Yield();
        }

        await call;
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Fusion.Publish;
using Mmei.Fusion.Tests.Fuse;
using Mmei.Fusion.Tests.Join;
using Mmei.Fusion.Tests.Sessions;
using Mmei.Messaging;

namespace Mmei.Fusion.Tests.Publish;

public sealed class When_something_was_asked_for(FuserFixture model) : IClassFixture<FuserFixture>, IDisposable
{
    private readonly JoinFixture _join = new();
    private readonly ShardsFixture _shards = new();

    [Fact]
    public async Task Should_pass_it_on_as_it_came()
    {
        var wish = TensorCodec.Pack([0.5f, .. new float[MeaningSpace.Dimension - 1]], 1, MeaningSpace.Dimension);

        (await PublishedAsync(wish)).Wish.ShouldBe(wish);
    }

    [Fact]
    public async Task Should_say_nothing_where_nothing_was() => (await PublishedAsync(wish: null)).Wish.ShouldBeNull();

    public void Dispose()
    {
        _join.Dispose();
        _shards.Dispose();
    }

    private async Task<ObservationFused> PublishedAsync(EncodedTensor? wish)
    {
        _join.Open(_join.Ticket(1000, Modality.Image, Modality.Text));
        _join.Add(_join.Encoded(Modality.Image));
        _join.Add(_join.Encoded(Modality.Text) with { Wish = wish });
        var outcome = model.Fuser(_shards).Fuse(_join.Ready(), TestContext.Current.CancellationToken).ShouldHaveSingleItem();
        var sender = new KeepingSender();

        await new OutcomePublisher(sender, _shards.Joins, _shards.Instruments, TimeProvider.System, NullLogger<OutcomePublisher>.Instance)
            .PublishAsync(outcome, TestContext.Current.CancellationToken);

        return sender.Sent.ShouldHaveSingleItem().ShouldBeOfType<ObservationFused>();
    }

    private sealed class KeepingSender : IMessageSender
    {
        public List<object> Sent { get; } = [];

        public Task SendAsync<T>(T message, CancellationToken cancellationToken)
            where T : class
        {
            Sent.Add(message);
            return Task.CompletedTask;
        }

        public Task SendToShardAsync<T>(int shard, T message, CancellationToken cancellationToken)
            where T : class => throw new NotSupportedException();

        public Task ReplyAsync<T>(Uri address, T message, CancellationToken cancellationToken)
            where T : class => throw new NotSupportedException();

        public Task BroadcastAsync<T>(T message, CancellationToken cancellationToken)
            where T : class => throw new NotSupportedException();
    }
}

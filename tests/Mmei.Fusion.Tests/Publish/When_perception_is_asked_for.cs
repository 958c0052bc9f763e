using Microsoft.Extensions.Logging.Abstractions;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Fusion.Publish;
using Mmei.Fusion.Tests.Fuse;
using Mmei.Fusion.Tests.Join;
using Mmei.Fusion.Tests.Sessions;
using Mmei.Messaging;

namespace Mmei.Fusion.Tests.Publish;

public sealed class When_perception_is_asked_for(FuserFixture model) : IClassFixture<FuserFixture>, IDisposable
{
    private readonly JoinFixture _join = new();
    private readonly ShardsFixture _shards = new();

    [Fact]
    public async Task Should_tell_the_gateway_what_ranking_is_told()
    {
        var sent = await PublishedAsync(tell: true);

        var fused = sent.OfType<ObservationFused>().ShouldHaveSingleItem();
        var perceived = sent.OfType<ObservationPerceived>().ShouldHaveSingleItem();
        perceived.ObservationId.ShouldBe(fused.ObservationId);
        perceived.Perception.ShouldBeSameAs(fused.Perception);
    }

    [Fact]
    public async Task Should_tell_nobody_who_did_not_ask() =>
        (await PublishedAsync(tell: false)).ShouldHaveSingleItem().ShouldBeOfType<ObservationFused>();

    public void Dispose()
    {
        _join.Dispose();
        _shards.Dispose();
    }

    private async Task<IReadOnlyList<object>> PublishedAsync(bool tell)
    {
        _join.Open(_join.Ticket(1000, Modality.Text) with { TellPerception = tell });
        _join.Add(_join.Encoded(Modality.Text));
        var outcome = model.Fuser(_shards).Fuse(_join.Ready(), TestContext.Current.CancellationToken).ShouldHaveSingleItem();
        var sender = new KeepingSender();

        await new OutcomePublisher(sender, _shards.Joins, _shards.Instruments, TimeProvider.System, NullLogger<OutcomePublisher>.Instance)
            .PublishAsync(outcome, TestContext.Current.CancellationToken);

        return sender.Sent;
    }

    private sealed class KeepingSender : IMessageSender
    {
        public List<object> Sent { get; } = [];

        public Task SendAsync<T>(T message, CancellationToken cancellationToken)
            where T : class => Keep(message);

        public Task ReplyAsync<T>(Uri address, T message, CancellationToken cancellationToken)
            where T : class => Keep(message);

        public Task SendToShardAsync<T>(int shard, T message, CancellationToken cancellationToken)
            where T : class => throw new NotSupportedException();

        public Task BroadcastAsync<T>(T message, CancellationToken cancellationToken)
            where T : class => throw new NotSupportedException();

        private Task Keep(object message)
        {
            Sent.Add(message);
            return Task.CompletedTask;
        }
    }
}

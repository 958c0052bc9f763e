using Mmei.Contracts.V1;
using Mmei.Fusion.Tests.Join;
using static Mmei.Fusion.Tests.Sessions.MemoryFixture;

namespace Mmei.Fusion.Tests.Sessions;

public sealed class When_sessions_are_forgotten : IDisposable
{
    private readonly ShardsFixture _shards = new();

    [Fact]
    public void Should_let_the_one_that_was_silent_longest_go_first()
    {
        var fixture = new MemoryFixture(sessions: 2);
        fixture.Remember(1, "s-1");
        fixture.Remember(2, "s-2");
        fixture.Remember(3, "s-1");

        fixture.Remember(4, "s-3");

        fixture.Recall("s-1").ShouldBe([3, 1]);
        fixture.Recall("s-2").ShouldBeEmpty();
        fixture.Recall("s-3").ShouldBe([4]);
        fixture.Memory.Count.ShouldBe(2);
    }

    [Fact]
    public void Should_forget_a_session_that_was_silent_for_long()
    {
        var fixture = new MemoryFixture(idleMinutes: 30);
        fixture.Remember(1, "s-1");
        fixture.Time.Advance(TimeSpan.FromMinutes(10));
        fixture.Remember(2, "s-2");

        fixture.Time.Advance(TimeSpan.FromMinutes(20) - TimeSpan.FromTicks(1));
        fixture.Recall("s-1").ShouldBe([1]);
        fixture.Time.Advance(TimeSpan.FromTicks(1));

        fixture.Recall("s-1").ShouldBeEmpty();
        fixture.Recall("s-2").ShouldBe([2]);
    }

    [Fact]
    public void Should_forget_it_though_nobody_asks()
    {
        Remember(shard: 0, Ticket(1));

        _shards.Time.Advance(TimeSpan.FromMinutes(31));

        _shards.Memories.Of(0).Count.ShouldBe(0);
    }

    [Fact]
    public async Task Should_forget_a_lost_shard_alone()
    {
        Remember(shard: 0, Ticket(1));
        Remember(shard: 1, Ticket(2, "s-2"));

        await _shards.Joins.AbandonAsync(0);

        _shards.Memories.Of(0).Count.ShouldBe(0);
        _shards.Memories.Of(1).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_forget_what_the_last_outcomes_of_a_lost_shard_added()
    {
        _shards.Joins.Handle(0, Ticket(1) with { Expected = [] }, new HeldDelivery());
        _shards.Joins.Joined.TryRead(out var joined).ShouldBeTrue();

        var abandoned = _shards.Joins.AbandonAsync(0);
        Remember(joined!.Shard, joined.Ticket);
        _shards.Joins.Acknowledge(joined);
        await abandoned;

        _shards.Memories.Of(0).Count.ShouldBe(0);
    }

    public void Dispose() => _shards.Dispose();

    private void Remember(int shard, OpenObservation ticket) =>
        _shards.Memories.Of(shard).Remember(ticket, EmotionOf(1), Intent, Confidence).ShouldNotBeNull();
}

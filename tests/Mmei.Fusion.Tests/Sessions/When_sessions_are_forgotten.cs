using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mmei.Fusion.Join;
using Mmei.Fusion.Sessions;
using Mmei.Fusion.Tests.Join;
using Mmei.Messaging;
using Mmei.Testing;
using static Mmei.Fusion.Tests.Sessions.MemoryFixture;

namespace Mmei.Fusion.Tests.Sessions;

public sealed class When_sessions_are_forgotten : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FusionInstruments _instruments;
    private readonly SessionMemories _memories;

    public When_sessions_are_forgotten()
    {
        _instruments = new FusionInstruments(_services.GetRequiredService<IMeterFactory>());
        _memories = new SessionMemories(
            new Topology(fusionShards: 2), Options.Create(new MemoryOptions()), Options.Create(new TrajectoryOptions()), _time, _instruments);
    }

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
        _memories.Of(0).Remember(Ticket(1), State(1));

        _time.Advance(TimeSpan.FromMinutes(31));

        _memories.Of(0).Count.ShouldBe(0);
    }

    [Fact]
    public async Task Should_forget_a_lost_shard_alone()
    {
        using var joins = Joins();
        _memories.Of(0).Remember(Ticket(1), State(1));
        _memories.Of(1).Remember(Ticket(2, "s-2"), State(2));

        await joins.AbandonAsync(0);

        _memories.Of(0).Count.ShouldBe(0);
        _memories.Of(1).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_forget_what_the_last_outcomes_of_a_lost_shard_added()
    {
        using var joins = Joins();
        joins.Handle(0, Ticket(1) with { Expected = [] }, new HeldDelivery());
        joins.Finished.TryRead(out var finished).ShouldBeTrue();

        var abandoned = joins.AbandonAsync(0);
        _memories.Of(finished!.Table.Shard).Remember(finished.Joined.Ticket, State(1));
        finished.Table.Settle(finished.Joined.Ticket.ObservationId);
        await abandoned;

        _memories.Of(0).Count.ShouldBe(0);
    }

    public void Dispose()
    {
        _memories.Dispose();
        _services.Dispose();
    }

    private ShardJoins Joins() => new(new Topology(fusionShards: 2), _memories, Options.Create(new FusionOptions()), _time, _instruments);
}

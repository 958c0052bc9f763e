using FsCheck;
using FsCheck.Fluent;
using Mmei.Fusion.Sessions;
using static Mmei.Fusion.Tests.Sessions.MemoryFixture;

namespace Mmei.Fusion.Tests.Sessions;

public sealed class When_a_session_goes_on
{
    private readonly MemoryFixture _fixture = new();

    [Fact]
    public void Should_recall_the_newest_first_with_ages_as_of_now()
    {
        _fixture.Remember(1);
        _fixture.Time.Advance(TimeSpan.FromSeconds(20));
        _fixture.Remember(2);
        _fixture.Time.Advance(TimeSpan.FromSeconds(1.5));

        var past = _fixture.Memory.Recall(Ticket(3));

        Numbers(past).ShouldBe([2, 1]);
        past.Select(each => each.Age.TotalSeconds).ShouldBe([1.5, 21.5]);
        past[0].Intent.ShouldBe(Intent);
    }

    [Fact]
    public void Should_recall_the_last_eight()
    {
        for (var number = 1; number <= 20; number++)
        {
            _fixture.Remember(number);
        }

        _fixture.Recall().ShouldBe([20, 19, 18, 17, 16, 15, 14, 13]);
    }

    [Fact]
    public void Should_count_an_observation_once_however_often_it_comes()
    {
        _fixture.Remember(1);
        _fixture.Remember(2);
        _fixture.Remember(1);

        _fixture.Recall().ShouldBe([2, 1]);
    }

    [Fact]
    public void Should_tell_the_same_of_an_observation_that_comes_again()
    {
        var first = _fixture.Remember(1);
        _fixture.Time.Advance(TimeSpan.FromSeconds(5));
        var second = _fixture.Remember(2);

        _fixture.Remember(1).ShouldBe(first);
        _fixture.Remember(3)!.Observations.ShouldBe(second!.Observations + 1);
    }

    [Fact]
    public void Should_not_recall_an_observation_to_itself()
    {
        _fixture.Remember(1);
        _fixture.Remember(2);

        Numbers(_fixture.Memory.Recall(Ticket(2))).ShouldBe([1]);
    }

    [Fact]
    public void Should_keep_sessions_and_tenants_apart()
    {
        _fixture.Remember(1, "s-1");
        _fixture.Remember(2, "s-2");
        _fixture.Remember(3, "s-1", tenant: "globex");

        _fixture.Recall("s-1").ShouldBe([1]);
        _fixture.Recall("s-2").ShouldBe([2]);
        _fixture.Recall("s-1", tenant: "globex").ShouldBe([3]);
    }

    [Fact]
    public void Should_remember_nothing_without_a_session()
    {
        _fixture.Remember(1, session: null);

        _fixture.Recall(session: null).ShouldBeEmpty();
        _fixture.Memory.Count.ShouldBe(0);
    }

    /// <summary>Whatever comes in whatever order: each session's last distinct observations, newest first.</summary>
    [Fact]
    public void Should_recall_what_was_remembered_last() => Hold(events =>
    {
        var fixture = new MemoryFixture(sessions: 5);
        Array.ForEach(events, each => fixture.Remember(each.Number, each.Session));

        return events.DistinctBy(each => each.Number).Reverse().GroupBy(each => each.Session).All(session =>
            fixture.Recall(session.Key).SequenceEqual(session.Select(each => each.Number).Take(Session.Capacity)));
    });

    [Fact]
    public void Should_never_remember_more_sessions_than_it_may() => Hold(events =>
    {
        var fixture = new MemoryFixture(sessions: 2);
        return Array.TrueForAll(events, each =>
        {
            fixture.Remember(each.Number, each.Session);
            return fixture.Memory.Count <= 2 && fixture.Recall(each.Session)[0] == each.Number;
        });
    });

    private static void Hold(Func<(int Number, string Session)[], bool> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(Events().ToArbitrary(), property));

    /// <summary>Observations of five sessions, some of them told twice.</summary>
    private static Gen<(int Number, string Session)[]> Events() =>
        Gen.Choose(0, 4).SelectMany(session => Gen.Choose(1, 2).Select(times => (session, times)))
        .ArrayOf()
        .Select(steps => steps.SelectMany((step, i) => Enumerable.Repeat((i + 1, $"s-{step.session}"), step.times)).ToArray());
}

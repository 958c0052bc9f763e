using Microsoft.Extensions.Time.Testing;
using Mmei.Hosting.Admission;

namespace Mmei.Encoders.Tests.Batching;

public sealed class When_inputs_are_admitted
{
    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrencyLimiter _limiter;

    public When_inputs_are_admitted() => _limiter = new ConcurrencyLimiter(capacity: 4, few: 2, evidence: 1, _time);

    [Fact]
    public void Should_let_in_no_more_than_its_capacity()
    {
        ConcurrencyLimiter.Place[] places = [.. Enumerable.Range(0, 4).Select(_ => _limiter.Enter(Timeout.InfiniteTimeSpan))];

        Should.Throw<OverloadedException>(() => _limiter.Enter(Timeout.InfiniteTimeSpan));

        places[0].Dispose();
        _limiter.Enter(Timeout.InfiniteTimeSpan).Dispose();
        _limiter.Inside.ShouldBe(3);
    }

    [Fact]
    public void Should_say_when_there_is_room_again()
    {
        ServeOne(TimeSpan.FromMilliseconds(100));
        _ = Enumerable.Range(0, 4).Select(_ => _limiter.Enter(Timeout.InfiniteTimeSpan)).ToArray();

        Should.Throw<OverloadedException>(() => _limiter.Enter(Timeout.InfiniteTimeSpan))
            .RetryAfter.ShouldBe(TimeSpan.FromMilliseconds(400));
    }

    [Fact]
    public void Should_refuse_what_would_come_too_late()
    {
        ServeOne(TimeSpan.FromMilliseconds(100));
        _ = Enumerable.Range(0, 3).Select(_ => _limiter.Enter(Timeout.InfiniteTimeSpan)).ToArray();

        Should.Throw<OverloadedException>(() => _limiter.Enter(TimeSpan.FromMilliseconds(250)))
            .RetryAfter.ShouldBe(TimeSpan.FromMilliseconds(50));
        _limiter.Enter(TimeSpan.FromMilliseconds(350)).Dispose();
    }

    [Fact]
    public void Should_let_the_first_in_whatever_the_pace()
    {
        ServeOne(TimeSpan.FromSeconds(10));
        using var first = _limiter.Enter(TimeSpan.FromMilliseconds(1));

        _limiter.Enter(TimeSpan.FromMilliseconds(1)).Dispose();
    }

    [Fact]
    public void Should_not_judge_the_pace_by_the_first_few()
    {
        var limiter = new ConcurrencyLimiter(capacity: 4, few: 2, evidence: 3, _time);
        for (var i = 0; i < 2; i++)
        {
            using var place = limiter.Enter(Timeout.InfiniteTimeSpan);
            _time.Advance(TimeSpan.FromSeconds(10));
            place.Served = true;
        }

        _ = Enumerable.Range(0, 3).Select(_ => limiter.Enter(Timeout.InfiniteTimeSpan)).ToArray();

        limiter.Enter(TimeSpan.FromMilliseconds(1)).Dispose();
    }

    [Fact]
    public void Should_forget_a_pace_that_is_long_ago()
    {
        ServeOne(TimeSpan.FromSeconds(10));
        for (var i = 0; i < 200; i++)
        {
            ServeOne(TimeSpan.FromMilliseconds(10));
        }

        _ = Enumerable.Range(0, 4).Select(_ => _limiter.Enter(Timeout.InfiniteTimeSpan)).ToArray();

        Should.Throw<OverloadedException>(() => _limiter.Enter(Timeout.InfiniteTimeSpan))
            .RetryAfter.TotalMilliseconds.ShouldBeInRange(40, 100);
    }

    private void ServeOne(TimeSpan duration)
    {
        using var place = _limiter.Enter(Timeout.InfiniteTimeSpan);
        _time.Advance(duration);
        place.Served = true;
    }
}

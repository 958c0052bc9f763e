using Microsoft.Extensions.Time.Testing;
using Mmei.Gateway.Keep;

namespace Mmei.Gateway.Tests.Keep;

public sealed class When_a_store_is_full_or_old
{
    private readonly FakeTimeProvider _time = new();
    private readonly ExpiringStore<string, string> _store;

    public When_a_store_is_full_or_old() => _store = new ExpiringStore<string, string>(10, TimeSpan.FromMinutes(1), _time);

    [Fact]
    public void Should_keep_what_is_young_and_fits()
    {
        _store.Add("a", "first", 1, out _).ShouldBeTrue();
        _store.Add("a", "second", 1, out var kept).ShouldBeFalse();

        kept.ShouldBe("first");
        _store.TryGet("a", out var found).ShouldBeTrue();
        found.ShouldBe("first");
    }

    [Fact]
    public void Should_drop_what_is_old()
    {
        _store.Add("a", "first", 1, out _);
        _time.Advance(TimeSpan.FromSeconds(59));
        _store.TryGet("a", out _).ShouldBeTrue();
        _time.Advance(TimeSpan.FromSeconds(1));

        _store.Sweep();

        _store.Count.ShouldBe(0);
    }

    [Fact]
    public void Should_drop_the_oldest_where_all_weigh_too_much()
    {
        _store.Add("a", "first", 4, out _);
        _store.Add("b", "second", 4, out _);
        _store.Weigh("b", "second", 5);
        _store.Add("c", "third", 2, out _);

        _store.TryGet("a", out _).ShouldBeFalse();
        _store.TryGet("b", out _).ShouldBeTrue();
        _store.TryGet("c", out _).ShouldBeTrue();
    }

    [Fact]
    public void Should_count_what_was_taken_out_no_more()
    {
        _store.Add("a", "first", 9, out _);
        _store.Remove("a");
        _store.Add("b", "second", 9, out _);
        _store.RemoveWhere((key, _) => key == "b");
        _store.Add("c", "third", 9, out _);

        _store.Count.ShouldBe(1);
        _store.TryGet("c", out _).ShouldBeTrue();
    }
}

using Microsoft.Extensions.Time.Testing;
using Mmei.Fusion.Shards;

namespace Mmei.Fusion.Tests.Shards;

public sealed class When_replicas_share_shards
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(4, 2)]
    [InlineData(8, 3)]
    [InlineData(256, 7)]
    public void Should_give_each_as_many_as_the_others(int shards, int replicas)
    {
        var live = Enumerable.Range(0, replicas).Select(replica => $"replica-{replica}").ToList();

        var counts = Enumerable.Range(0, shards).CountBy(shard => ReplicaRoster.OwnerOf(shard, live)).Select(entry => entry.Value).ToList();

        counts.Count.ShouldBe(replicas);
        (counts.Max() - counts.Min()).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void Should_agree_whoever_looks()
    {
        var one = new ReplicaRoster("b", _time);
        var other = new ReplicaRoster("a", _time);
        one.Seen("a");
        other.Seen("b");

        one.Live.ShouldBe(other.Live);
    }

    [Fact]
    public void Should_forget_who_leaves_or_falls_silent()
    {
        var roster = new ReplicaRoster("a", _time);
        roster.Seen("b");
        roster.Seen("c");
        roster.Gone("b");
        roster.Live.ShouldBe(["a", "c"]);

        _time.Advance(ReplicaRoster.Patience + TimeSpan.FromMilliseconds(1));

        roster.Live.ShouldBe(["a"]);
    }
}

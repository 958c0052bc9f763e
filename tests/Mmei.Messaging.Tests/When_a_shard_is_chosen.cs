namespace Mmei.Messaging.Tests;

public sealed class When_a_shard_is_chosen
{
    [Fact]
    public void Should_spread_observations_evenly()
    {
        var topology = new Topology(fusionShards: 8);
        var time = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var counts = new int[8];
        for (var i = 0; i < 16_000; i++)
        {
            counts[topology.ShardOf(Guid.CreateVersion7(time.AddMilliseconds(i)))]++;
        }

        counts.ShouldAllBe(count => count > 1_700 && count < 2_300);
    }

    [Theory]
    [InlineData("01930000-0000-7000-8000-000000000001", 2)]
    [InlineData("0193f2a4-77c1-7d21-9b52-6c1f0e7a8d13", 1)]
    public void Should_never_change(string id, int shard) => new Topology(fusionShards: 4).ShardOf(Guid.Parse(id)).ShouldBe(shard);

    [Fact]
    public void Should_spread_sessions_evenly()
    {
        var topology = new Topology(fusionShards: 8);
        var counts = new int[8];
        for (var i = 0; i < 16_000; i++)
        {
            counts[topology.ShardOf("acme", $"session-{i}")]++;
        }

        counts.ShouldAllBe(count => count > 1_700 && count < 2_300);
    }

    [Theory]
    [InlineData("acme", "s-1", 676)]
    [InlineData("acme", "sitzung-ü", 567)]
    public void Should_never_change_the_shard_of_a_session(string tenant, string session, int shard) =>
        new Topology(fusionShards: 1_000).ShardOf(tenant, session).ShouldBe(shard);

    [Fact]
    public void Should_keep_tenants_apart()
    {
        var topology = new Topology(fusionShards: 1_000);

        topology.ShardOf("acme", "s-1").ShouldNotBe(topology.ShardOf("globex", "s-1"));
        topology.ShardOf("acme", "s-1").ShouldNotBe(topology.ShardOf("acmes", "-1"));
    }
}

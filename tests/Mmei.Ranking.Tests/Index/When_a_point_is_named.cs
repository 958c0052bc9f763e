using Mmei.Ranking.Index.Qdrant;

namespace Mmei.Ranking.Tests.Index;

public sealed class When_a_point_is_named
{
    [Fact]
    public void Should_stay_the_same_for_ever() => PointIds.Of("acme", "m-1").ShouldBe(PointIds.Of("acme", "m-1"));

    [Fact]
    public void Should_differ_by_tenant_and_by_item() =>
        new[] { PointIds.Of("acme", "m-1"), PointIds.Of("acme", "m-2"), PointIds.Of("acm", "em-1"), PointIds.Of("m-1", "acme") }
            .ShouldBeUnique();

    [Fact]
    public void Should_be_a_UUID_of_version_8() => PointIds.Of("acme", "m-1").Version.ShouldBe(8);
}

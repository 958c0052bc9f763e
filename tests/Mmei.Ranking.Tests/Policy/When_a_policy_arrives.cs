using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Learning;
using Mmei.Learning.Features;
using Mmei.Ranking.Policy;

namespace Mmei.Ranking.Tests.Policy;

public sealed class When_a_policy_arrives
{
    private readonly PolicyRegistry _policies = new(Options.Create(new PolicyOptions()));
    private readonly PolicySnapshotConsumer _consumer;

    public When_a_policy_arrives() => _consumer = new PolicySnapshotConsumer(
        _policies,
        new RankingInstruments(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>()),
        NullLogger<PolicySnapshotConsumer>.Instance);

    [Fact]
    public void Should_begin_with_a_prior_of_version_0()
    {
        _policies.For("acme").Version.ShouldBe(0);
        _policies.For("acme").Mean.ToArray().ShouldAllBe(weight => weight == 0);
    }

    [Fact]
    public void Should_be_in_force_for_its_tenant_alone()
    {
        _consumer.Take(Snapshot(3));

        _policies.For("acme").Version.ShouldBe(3);
        _policies.For("acme").Mean[0].ShouldBeGreaterThan(0);
        _policies.For("other").Version.ShouldBe(0);
    }

    [Fact]
    public void Should_never_go_back()
    {
        foreach (var version in new[] { 2, 5, 3, 5, 4 })
        {
            _consumer.Take(Snapshot(version));
        }

        _policies.For("acme").Version.ShouldBe(5);
    }

    [Fact]
    public void Should_be_refused_when_a_bit_is_flipped()
    {
        var snapshot = Snapshot(3);
        snapshot.State[^20] ^= 1;

        _consumer.Take(snapshot);

        _policies.For("acme").Version.ShouldBe(0);
    }

    [Fact]
    public void Should_be_refused_when_it_is_not_what_it_says()
    {
        _consumer.Take(Snapshot(3) with { FeatureVersion = DecisionFeatures.Version + 1 });
        _consumer.Take(Snapshot(3) with { Version = 4 });
        _consumer.Take(Snapshot(3) with { Name = "other" });
        _consumer.Take(Snapshot(3, dimension: 5));
        _consumer.Take(Snapshot(3) with { State = [] });
        _consumer.Take(Snapshot(3) with { Name = "best", State = PolicyState.FromBytes(Snapshot(3).State).With("best", 0).ToBytes() });

        _policies.For("acme").Version.ShouldBe(0);
    }

    private static PolicySnapshot Snapshot(long version, int dimension = DecisionFeatures.Dimension)
    {
        var regression = new Regression(dimension);
        regression.Add([.. Enumerable.Repeat(0.5, dimension)], 1);
        return new PolicySnapshot
        {
            TenantId = "acme",
            Name = PolicyState.LinearThompsonSampling,
            Version = version,
            FeatureVersion = DecisionFeatures.Version,
            State = regression.ToPolicy(version, 1, 0.1).ToBytes(),
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
    }
}

using Mmei.Ranking.Rank;

namespace Mmei.Ranking.Tests.Rank;

public sealed class When_a_decision_is_named
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Should_be_one_name_for_one_observation()
    {
        var observation = Guid.CreateVersion7(At);

        DecisionIds.Of(observation).ShouldBe(DecisionIds.Of(observation));
        DecisionIds.Of(observation).ShouldNotBe(observation);
        DecisionIds.Of(Guid.CreateVersion7(At)).ShouldNotBe(DecisionIds.Of(observation));
    }

    [Fact]
    public void Should_be_a_UUID_of_version_7_with_the_time_of_the_observation()
    {
        var observation = Guid.CreateVersion7(At);

        var decision = DecisionIds.Of(observation);

        decision.Version.ShouldBe(7);
        (decision.Variant >> 2).ShouldBe(0b10);
        decision.ToString("N")[..12].ShouldBe(observation.ToString("N")[..12]);
    }
}

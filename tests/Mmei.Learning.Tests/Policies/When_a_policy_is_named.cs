using Mmei.Learning.Policies;

namespace Mmei.Learning.Tests.Policies;

public sealed class When_a_policy_is_named
{
    private static readonly PolicyState State = PolicyState.Prior(2, 1, 0);

    [Fact]
    public void Should_know_every_name() => KnownPolicies.Names.ShouldAllBe(name => KnownPolicies.Of(State.With(name, 0)) != null);

    [Fact]
    public void Should_refuse_a_name_that_is_not_known() =>
        Should.Throw<CorruptStateException>(() => KnownPolicies.Of(State.With("best", 0))).Message.ShouldContain("'best'");

    [Fact]
    public void Should_refuse_more_exploration_than_there_is() =>
        Should.Throw<CorruptStateException>(() => KnownPolicies.Of(State.With(KnownPolicies.EpsilonGreedy, 1.1)));

    [Fact]
    public void Should_keep_what_was_learned_under_another_name() =>
        State.With(KnownPolicies.Softmax, 0.5).Mean.ToArray().ShouldBe(State.Mean.ToArray());
}

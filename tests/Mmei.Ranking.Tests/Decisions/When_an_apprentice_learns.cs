using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Hosting.Failures;
using Mmei.Learning.Policies;
using Mmei.Ranking.Decisions.Evaluate;

namespace Mmei.Ranking.Tests.Decisions;

/// <summary>An apprentice that has served: whether it takes over is judged by what came of it.</summary>
public sealed class When_an_apprentice_learns(ApprenticeWorlds worlds) : IClassFixture<ApprenticeWorlds>
{
    private const double Share = 0.1;

    private readonly List<PromotePolicy> _sent = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_take_over_where_it_has_learned_better()
    {
        var world = await worlds.OfAsync(Share, ContentKind.Story);

        var judged = await PromoteAsync(world, leastLift: 0.1);

        judged.BesideBaseline.MatchRate.ShouldBeLessThan(0.5);
        judged.BesideBaseline.Covered.ShouldBe(1, 1e-9);
        judged.BesideBaseline.Lift.Low.ShouldBeGreaterThan(0.1);
        _sent.ShouldHaveSingleItem().Policy.ShouldBe(KnownPolicies.ThompsonSampling);
    }

    [Fact]
    public async Task Should_have_the_baseline_serve_all_but_the_stated_share() =>
        (await worlds.OfAsync(Share, ContentKind.Story)).Tried.ShouldBeInRange(1, (int)(2 * Share * ApprenticeWorld.Decisions));

    [Fact]
    public async Task Should_not_take_over_where_the_baseline_is_right()
    {
        var world = await worlds.OfAsync(Share, ContentKind.Music);

        (await Should.ThrowAsync<UnprocessableFailure>(() => PromoteAsync(world, leastLift: 0.1)))
            .Message.ShouldContain("lin-ts is not put in force");

        _sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_not_take_over_where_it_was_never_tried()
    {
        var world = await worlds.OfAsync(share: 0, ContentKind.Story);

        var judged = await EvaluateAsync(world);
        judged.BesideBaseline.Covered.ShouldBeLessThan(0.9);
        judged.BesideBaseline.Lift.High.ShouldBeLessThanOrEqualTo(0);
        await Should.ThrowAsync<UnprocessableFailure>(() => PromoteAsync(world, leastLift: 0));
        _sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_match_the_baseline_wholly_where_it_is_the_baseline()
    {
        var world = await worlds.OfAsync(Share, ContentKind.Story);

        var judged = await world.Evaluator.EvaluateAsync(
            "acme", new EvaluationRequest { Policy = KnownPolicies.Congruence, Exploration = 0 }, Cancel);

        judged.BesideBaseline.ShouldBe(
            new BesideBaseline { MatchRate = 1, Covered = 1, Lift = new ValueInterval { Value = 0, Low = 0, High = 0 } });
    }

    [Fact]
    public async Task Should_wait_for_as_many_decisions_as_the_rule_asks_for()
    {
        const int MoreThanThereAre = ApprenticeWorld.Decisions + 1;
        var world = await worlds.OfAsync(Share, ContentKind.Story);

        (await Should.ThrowAsync<UnprocessableFailure>(() => PromoteAsync(world, leastLift: 0, leastDecisions: MoreThanThereAre)))
            .Message.ShouldContain($"{MoreThanThereAre} are needed");
    }

    [Fact]
    public async Task Should_wait_for_the_match_rate_that_the_rule_asks_for()
    {
        var world = await worlds.OfAsync(Share, ContentKind.Story);

        (await Should.ThrowAsync<UnprocessableFailure>(() => PromoteAsync(world, leastLift: 0, leastMatchRate: 0.99)))
            .Message.ShouldContain("0.99 is asked for");
    }

    [Fact]
    public async Task Should_refuse_a_rule_out_of_range()
    {
        var world = await worlds.OfAsync(Share, ContentKind.Story);

        (await Should.ThrowAsync<InvalidInputFailure>(() => PromoteAsync(world, leastLift: 2, leastDecisions: 1, leastMatchRate: -1)))
            .Errors.Keys.ShouldBe(["leastDecisions", "leastMatchRate", "leastLift"], ignoreOrder: true);
    }

    private static Task<PolicyEvaluation> EvaluateAsync(ApprenticeWorld world) => world.Evaluator.EvaluateAsync("acme", Request(), Cancel);

    private Task<PolicyEvaluation> PromoteAsync(
        ApprenticeWorld world, double leastLift, int leastDecisions = 100, double? leastMatchRate = null) =>
        new PolicyPromotion(world.Evaluator, new FakeBus(Promoted), TimeProvider.System).PromoteAsync(
            "acme",
            Request() with { LeastLift = leastLift, LeastDecisions = leastDecisions, LeastMatchRate = leastMatchRate },
            force: false,
            Cancel);

    private static EvaluationRequest Request() =>
        new() { Policy = KnownPolicies.ThompsonSampling, Exploration = Share, Decisions = EvaluationRequest.MostDecisions };

    private void Promoted(object message) => _sent.Add(message.ShouldBeOfType<PromotePolicy>());
}

using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Learning.Policies;
using Mmei.Ranking.Decisions.TakeOver;
using Mmei.Ranking.Policy;

namespace Mmei.Ranking.Tests.Decisions;

/// <summary>By a rule, at looks that nobody asks for: each at decisions that no look before has seen.</summary>
public sealed class When_an_apprentice_takes_over(ApprenticeWorlds worlds) : IClassFixture<ApprenticeWorlds>
{
    private const double Share = 0.1;
    private static readonly TimeSpan RewardWindow = TimeSpan.FromMinutes(30);

    private readonly FakeTimeProvider _time = new(ApprenticeWorld.Ends + RewardWindow);
    private readonly List<PromotePolicy> _sent = [];

    // Each test has a rule of its own: what was looked at is remembered by rule.
    private static long _rules;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_happen_where_it_has_earned_more()
    {
        var (world, rule) = (await worlds.OfAsync(Share, ContentKind.Story), Rule());

        var found = await LooksAsync(world, rule);

        found.ShouldNotBeEmpty();
        found[^1].Promotable.ShouldBeTrue(string.Join(Environment.NewLine, found.Select(look => look.Reason)));
        var told = _sent.ShouldHaveSingleItem();
        (told.TenantId, told.Policy, told.Exploration, told.Rule).ShouldBe(("acme", rule.Policy, rule.Exploration, rule.Version));
    }

    [Fact]
    public async Task Should_not_happen_where_the_baseline_is_right()
    {
        var world = await worlds.OfAsync(Share, ContentKind.Music);

        (await LooksAsync(world, Rule())).ShouldNotBeEmpty();

        _sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_not_happen_where_it_was_never_tried()
    {
        var world = await worlds.OfAsync(share: 0, ContentKind.Story);

        (await LooksAsync(world, Rule())).ShouldNotBeEmpty();

        _sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_wait_until_it_is_known_what_the_decisions_earned()
    {
        var (world, rule) = (await worlds.OfAsync(Share, ContentKind.Story), Rule(ApprenticeWorld.Decisions));
        var early = new FakeTimeProvider(ApprenticeWorld.Ends + RewardWindow - TimeSpan.FromMilliseconds(1));

        (await TakeOvers(world, early).LookAsync("acme", rule, Cancel)).ShouldBeNull();
        (await TakeOvers(world, _time).LookAsync("acme", rule, Cancel)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Should_count_no_decision_of_before_the_rule()
    {
        var world = await worlds.OfAsync(Share, ContentKind.Story);
        var late = Rule() with { Since = ApprenticeWorld.Ends.AddMinutes(-50) };

        (await TakeOvers(world, _time).LookAsync("acme", late, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Should_go_on_after_a_restart_where_the_last_look_ended()
    {
        var (world, rule) = (await worlds.OfAsync(Share, ContentKind.Music), Rule(ApprenticeWorld.Decisions / 2));

        (await TakeOvers(world, _time).LookAsync("acme", rule, Cancel)).ShouldNotBeNull();
        var next = await world.Looks.NextAsync("acme", rule, Cancel);
        (await TakeOvers(world, _time).LookAsync("acme", rule, Cancel)).ShouldNotBeNull();

        next.ShouldBe(new Look(2, ApprenticeWorld.Begins.AddMinutes((ApprenticeWorld.Decisions / 2) - 1)));
        (await TakeOvers(world, _time).LookAsync("acme", rule, Cancel)).ShouldBeNull("there are no more");
    }

    [Fact]
    public async Task Should_remember_a_look_of_several_rankers_once()
    {
        var (world, rule) = (await worlds.OfAsync(Share, ContentKind.Music), Rule());
        var first = new Look(1, ApprenticeWorld.Begins);
        await world.Looks.TakenAsync("acme", rule, first, ApprenticeWorld.Begins.AddMinutes(99), Cancel);
        await world.Looks.TakenAsync("acme", rule, first with { Number = 2 }, ApprenticeWorld.Begins.AddMinutes(199), Cancel);

        await world.Looks.TakenAsync("acme", rule, first, ApprenticeWorld.Begins.AddMinutes(99), Cancel);

        (await world.Looks.NextAsync("acme", rule, Cancel)).ShouldBe(new Look(3, ApprenticeWorld.Begins.AddMinutes(199)));
    }

    [Fact]
    public void Should_look_at_as_many_as_all_looks_before_up_to_a_limit() =>
        Enumerable.Range(1, 7).Select(number => new Look(number, default).Decisions(Rule(least: 150)))
            .ShouldBe([150, 150, 300, 600, 1200, 2000, 2000]);

    [Fact]
    public void Should_err_in_one_of_twenty_rules_however_often_it_looks() =>
        Enumerable.Range(1, 10_000).Sum(number => 1 - new Look(number, default).Settings().Confidence).ShouldBe(0.05, 1e-5);

    private static TakeOverInForce Rule(int least = 100) => new()
    {
        Version = Interlocked.Increment(ref _rules),
        Since = ApprenticeWorld.Begins.AddMinutes(-1),
        RewardWindow = RewardWindow,
        Policy = KnownPolicies.ThompsonSampling,
        Exploration = Share,
        LeastDecisions = least,
        LeastLift = 0,
    };

    private TakeOvers TakeOvers(ApprenticeWorld world, TimeProvider time) => new(
        new PolicyRegistry(Options.Create(new PolicyOptions())), world.Records, world.Looks, world.Evaluator, new FakeBus(Promoted),
        new RankingInstruments(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>()),
        Options.Create(new PolicyOptions()), time, NullLogger<TakeOvers>.Instance);

    /// <summary>As many looks as there are decisions for, to the one that has it take over.</summary>
    private async Task<List<PolicyEvaluation>> LooksAsync(ApprenticeWorld world, TakeOverInForce rule)
    {
        var found = new List<PolicyEvaluation>();
        while (await TakeOvers(world, _time).LookAsync("acme", rule, Cancel) is { } look)
        {
            found.Add(look);
            if (look.Promotable)
            {
                break;
            }
        }

        return found;
    }

    private void Promoted(object message) => _sent.Add(message.ShouldBeOfType<PromotePolicy>());
}

using System.Text.Json;
using Mmei.Learning.Policies;
using Mmei.Ranking.Rank;

namespace Mmei.Ranking.Tests.Rank;

public sealed class When_another_policy_ranks
{
    [Theory]
    [MemberData(nameof(Others))]
    public void Should_give_the_same_slate_for_the_same_decision(string policy) =>
        JsonSerializer.Serialize(Given(policy).Rank()).ShouldBe(JsonSerializer.Serialize(Given(policy).Rank()));

    [Theory]
    [MemberData(nameof(Others))]
    public void Should_fill_the_slate_with_different_items_whose_parts_sum(string policy)
    {
        var slate = Given(policy).Rank();

        slate.Items.Count.ShouldBe(10);
        slate.Items.Select(placed => placed.Item.ItemId).ShouldBeUnique();
        slate.Items.ShouldAllBe(placed => Math.Abs(placed.Score - placed.Parts.Sum()) < 1e-12);
        slate.Items.ShouldAllBe(placed => placed.Propensity > 0 && placed.Propensity <= 1);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void Should_put_items_first_as_often_as_their_propensities_say(string policy)
    {
        const int Decisions = 1500;
        var given = Given(policy) with { Items = RankingCase.Many(6), K = 2 };
        var placed = Enumerable.Range(0, Decisions)
            .Select(i => (given with { DecisionId = DecisionIds.Of(new Guid(i, 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 0])) }).Rank().Items[0])
            .GroupBy(first => first.Item.ItemId);

        foreach (var item in placed)
        {
            // What inverse propensity scoring stands on: over all decisions, 1 / propensity of those that chose an item comes to 1.
            var inverse = item.Sum(first => 1 / first.Propensity) / Decisions;
            inverse.ShouldBe(1, 6 / Math.Sqrt(item.Count()));
        }
    }

    [Fact]
    public void Should_count_nothing_of_what_was_learned_in_the_baseline() =>
        Given(KnownPolicies.Congruence).Rank().Items.ShouldAllBe(placed => placed.Parts.Policy == 0);

    [Fact]
    public void Should_be_certain_where_nothing_is_drawn() =>
        Given(KnownPolicies.Congruence).Rank().Items.ShouldAllBe(placed => placed.Propensity == 1);

    [Fact]
    public void Should_fill_all_places_but_the_first_with_the_best_that_is_left()
    {
        var slate = Given(KnownPolicies.Random).Rank();

        slate.Explored.ShouldBeTrue();
        slate.Items.Skip(1).Select(placed => placed.Score).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public void Should_rank_nothing_where_there_is_nothing() =>
        (Given(KnownPolicies.SquareCb) with { Items = [] }).Rank().Items.ShouldBeEmpty();

    public static TheoryData<string> Others() => [.. KnownPolicies.Names.Where(name => name != KnownPolicies.ThompsonSampling)];

    private static RankingCase Given(string policy) => new() { Policy = RankingCase.Prior(0.3).With(policy, 0.3) };
}

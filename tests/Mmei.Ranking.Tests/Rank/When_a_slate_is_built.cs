using FsCheck;
using FsCheck.Fluent;
using Mmei.Ranking.Rank;

namespace Mmei.Ranking.Tests.Rank;

public sealed class When_a_slate_is_built
{
    private sealed record Case(double[] Relevance, int[] Directions, int Size, double Weight);

    // Directions repeat, so that many items are alike.
    private static readonly Arbitrary<Case> Cases = (
        from count in Gen.Choose(1, 40)
        from relevance in Gen.ArrayOf(Gen.Choose(-1000, 1000).Select(value => value / 500.0), count)
        from directions in Gen.ArrayOf(Gen.Choose(0, 9), count)
        from size in Gen.Choose(1, count)
        from weight in Gen.Elements(0, 0.1, 0.5, 2)
        select new Case(relevance, directions, size, weight)).ToArbitrary();

    [Fact]
    public void Should_place_each_item_once() => Holds((given, slate, _) =>
        slate.Distinct().Count() == given.Size && slate.All(item => item >= 0 && item < given.Relevance.Length));

    [Fact]
    public void Should_put_a_most_relevant_item_on_top() => Holds((given, slate, diversity) =>
        given.Relevance[slate[0]] == given.Relevance.Max() && diversity[0] == 0);

    [Fact]
    public void Should_never_add_by_diversity() => Holds((_, _, diversity) => diversity.All(part => part <= 0));

    [Fact]
    public void Should_order_the_scores_from_the_top() => Holds((given, slate, diversity) =>
        slate.Select((item, place) => given.Relevance[item] + diversity[place]).Zip(
            slate.Select((item, place) => given.Relevance[item] + diversity[place]).Skip(1), (above, below) =>
                above >= below - 1e-9).All(holds => holds));

    [Fact]
    public void Should_be_the_order_of_relevance_without_diversity() => Prop.ForAll(
        Cases,
        given =>
        {
            var (slate, _) = Build(given with { Weight = 0 });
            return slate.SequenceEqual(
                Enumerable.Range(0, given.Relevance.Length).OrderByDescending(item => given.Relevance[item]).Take(given.Size));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Should_charge_for_the_nearest_item_above() => Holds((given, slate, diversity) =>
        slate.Select((item, place) =>
        {
            var likeness = slate.Take(place).Select(above => Dot(given.Directions[item], given.Directions[above])).Append(0).Max();
            return Math.Abs(diversity[place] + (given.Weight * likeness)) < 1e-4;
        }).All(holds => holds));

    [Fact]
    public void Should_prefer_another_kind_of_item_to_a_twin()
    {
        var builder = new SlateBuilder([Vectors.Axis(0), Vectors.Axis(0), Vectors.Axis(1)], weight: 0.5);
        int[] slate = [0, 0];
        double[] diversity = [0, 0];

        builder.Build([1, 0.9, 0.6], slate, diversity);

        slate.ShouldBe([0, 2]);
    }

    private static void Holds(Func<Case, int[], double[], bool> property) => Prop.ForAll(
        Cases,
        given =>
        {
            var (slate, diversity) = Build(given);
            return property(given, slate, diversity);
        }).QuickCheckThrowOnFailure();

    private static (int[] Slate, double[] Diversity) Build(Case given)
    {
        var builder = new SlateBuilder([.. given.Directions.Select(Vectors.Random)], given.Weight);
        var (slate, diversity) = (new int[given.Size], new double[given.Size]);

        // A builder serves many draws: what it built before must not show.
        builder.Build([.. given.Relevance.Select(value => -value)], new int[given.Size], new double[given.Size]);
        builder.Build(given.Relevance, slate, diversity);
        return (slate, diversity);
    }

    private static double Dot(int left, int right) => Vectors.Random(left).Zip(Vectors.Random(right), (a, b) => (double)a * b).Sum();
}

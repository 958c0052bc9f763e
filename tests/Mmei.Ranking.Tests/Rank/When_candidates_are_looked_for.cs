using Mmei.Contracts.Taxonomy;
using Mmei.Ranking.Catalog.IndexItems;
using Mmei.Ranking.Index;
using Mmei.Ranking.Rank;

namespace Mmei.Ranking.Tests.Rank;

public sealed class When_candidates_are_looked_for
{
    private const string Model = "content-bert@1";
    private static readonly RankingOptions Weights = new() { Said = 3 };
    private static readonly RankingContext Told = new RankingCase().Context;
    private static readonly RankingContext Asked = Told with { Wish = [.. Vectors.Meaning(3).Select(value => 0.5f * value)] };

    [Fact]
    public void Should_ask_for_nothing_said_where_nothing_was_asked_for()
    {
        var told = CandidateQuery.Of(Told, new RankingOptions());

        told[^384..].ShouldAllBe(value => value == 0);
        CandidateQuery.Of(Asked, new RankingOptions { Said = 0 }).ShouldBe(told);
    }

    [Fact]
    public void Should_ask_for_what_fits_the_state_where_nothing_else_counts() =>
        CandidateQuery.Of(Told, new RankingOptions { Congruence = 0, Intent = 0 }).ShouldBe(IndexVector.Of(Told.Fused, meaning: null));

    [Theory]
    [InlineData(MoodGoal.Match, 0.54f)]
    [InlineData(MoodGoal.Lift, 0.225f)]
    public void Should_weigh_state_and_wish_as_scores_do(MoodGoal goal, float state)
    {
        // Confidence 0.8, lean 0.5: perception counts 0.9 times, of which 0.6 or 0.25 are F . E_c. The wish of 0.5 counts 3 times.
        var query = CandidateQuery.Of(Asked with { Mood = MoodAim.Of(Asked.Emotion, goal, Weights) }, Weights);

        query.Length.ShouldBe(IndexVector.Dimension);
        query[0].ShouldBe(state, 1e-6f);
        query[..256].Count(value => value != 0).ShouldBe(1);
        query[^384..][3].ShouldBe(1.5f, 1e-6f);
        query[^384..].Count(value => value != 0).ShouldBe(1);
    }

    [Theory]
    [InlineData(MoodGoal.Match)]
    [InlineData(null)]
    public void Should_find_in_the_order_of_those_parts_of_the_scores(MoodGoal? goal)
    {
        RankingCase given = new() { Context = Asked, Policy = RankingCase.Prior(0), K = 60 };
        given = given.Feeling(Asked.Emotion, goal) with
        {
            Items = [.. given.Items.Select((item, i) => item with { Meaning = Vectors.Meaning(i % 6) })],
        };
        var query = CandidateQuery.Of(given.Context, given.Options);

        foreach (var placed in given.Rank().Items)
        {
            var found = EncodedItems.ToIndexed(placed.Item).Vector.Zip(query, (a, b) => (double)a * b).Sum();
            found.ShouldBe(placed.Parts.Congruence + placed.Parts.Intent + placed.Parts.Said, 1e-5);
        }
    }

    [Fact]
    public async Task Should_find_what_lifts_though_all_the_catalog_is_nearer_to_the_mood_that_is_there()
    {
        // A thousand disgusting items at the very state of who is disgusted, and one that pleases, away from it.
        RankingCase given = new();
        var disgusted = given.Feeling(Vectors.Peak(7, (int)Emotion.Disgust), asked: null).Context;
        using var index = new EmbeddedIndex();
        await index.EnsureAsync(Model, TestContext.Current.CancellationToken);
        var nasty = Enumerable.Range(0, 1000).Select(i => RankingCase.Item($"nasty{i}", Vectors.Axis(0), emotion: (int)Emotion.Disgust));
        var items = nasty.Append(RankingCase.Item("nice", Vectors.Axis(1), emotion: (int)Emotion.Joy)).Select(EncodedItems.ToIndexed);
        await index.UpsertAsync(Model, [.. items], TestContext.Current.CancellationToken);

        var found = await index.SearchAsync(
            new VectorQuery { TenantId = "acme", Model = Model, Vector = CandidateQuery.Of(disgusted, given.Options), Count = 1 },
            TestContext.Current.CancellationToken);

        found.ShouldHaveSingleItem().ItemId.ShouldBe("nice");
    }
}

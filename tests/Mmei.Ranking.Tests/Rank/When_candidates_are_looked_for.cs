using Mmei.Contracts.Taxonomy;
using Mmei.Ranking.Index;
using Mmei.Ranking.Rank;

namespace Mmei.Ranking.Tests.Rank;

public sealed class When_candidates_are_looked_for
{
    private static readonly RankingContext Told = new RankingCase().Context;
    private static readonly RankingContext Asked = Told with { Wish = [.. Vectors.Meaning(3).Select(value => 0.5f * value)] };

    [Fact]
    public void Should_ask_for_what_fits_the_state_where_nothing_was_asked_for()
    {
        CandidateQuery.Of(Told, new RankingOptions()).ShouldBe(IndexVector.Of(Told.Fused, meaning: null));
        CandidateQuery.Of(Asked, new RankingOptions { Said = 0 }).ShouldBe(IndexVector.Of(Told.Fused, meaning: null));
        CandidateQuery.Of(Told, new RankingOptions { Congruence = 0 }).ShouldBe(IndexVector.Of(Told.Fused, meaning: null));
    }

    [Theory]
    [InlineData(MoodGoal.Match, 0.54f)]
    [InlineData(MoodGoal.Lift, 0.225f)]
    public void Should_weigh_state_and_wish_as_scores_do(MoodGoal goal, float state)
    {
        // Confidence 0.8, lean 0.5: perception counts 0.9 times, of which 0.6 or 0.25 are F . E_c. The wish of 0.5 counts 3 times.
        var query = CandidateQuery.Of(Asked with { Mood = MoodAim.Of(Asked.Emotion, goal, new RankingOptions()) }, new RankingOptions());

        query.Length.ShouldBe(IndexVector.Dimension);
        query[0].ShouldBe(state, 1e-6f);
        query[256 + 3].ShouldBe(1.5f, 1e-6f);
        query.Count(value => value != 0).ShouldBe(2);
    }

    [Fact]
    public void Should_find_in_the_order_of_those_parts_of_the_scores()
    {
        RankingCase given = new()
        {
            Context = Asked,
            Policy = RankingCase.Prior(0),
            K = 60,
            Options = new RankingOptions { MatchShare = 1 },
        };
        given = given with { Items = [.. given.Items.Select((item, i) => item with { Meaning = Vectors.Meaning(i % 6) })] };
        var query = CandidateQuery.Of(Asked, given.Options);

        foreach (var placed in given.Rank().Items)
        {
            var found = IndexVector.Of(placed.Item.Embedding, placed.Item.Meaning).Zip(query, (a, b) => (double)a * b).Sum();
            found.ShouldBe(placed.Parts.Congruence + placed.Parts.Said, 1e-5);
        }
    }
}

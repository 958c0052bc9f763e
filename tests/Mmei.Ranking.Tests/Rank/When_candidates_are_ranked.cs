using System.Text.Json;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Learning;
using Mmei.Learning.Features;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Policy;
using Mmei.Ranking.Quality;
using Mmei.Ranking.Rank;

namespace Mmei.Ranking.Tests.Rank;

public sealed class When_candidates_are_ranked
{
    private static readonly int QualityFeature = DecisionFeatures.Names.ToList().IndexOf("quality");

    [Fact]
    public void Should_give_scores_that_are_the_sum_of_their_parts()
    {
        var given = new RankingCase();
        var slate = (given with { Taste = given.TasteOf(("i0003", 0.9)) }).Rank();

        slate.Items.ShouldAllBe(placed => Math.Abs(placed.Score - SumOf(placed.Parts)) < 1e-12);
        slate.Items.Select(placed => placed.Score).ShouldBeInOrder(SortDirection.Descending);
        slate.Items.Select(placed => placed.Item.ItemId).ShouldBeUnique();
        slate.Items.Count.ShouldBe(10);
    }

    [Fact]
    public void Should_add_every_boost_that_is_true_of_an_item_as_a_part_of_its_own()
    {
        var given = new RankingCase { Policy = RankingCase.Prior(0), K = 60 };
        var boosted = given with
        {
            Boosts = [new("kind == 'story'", 0.5), new("kind in ['story', 'image']", -0.125), new("kind == 'video'", 0)],
        };

        var (plain, slate) = (given.Rank().Items.ToDictionary(placed => placed.Item.ItemId), boosted.Rank());

        slate.Items.ShouldAllBe(placed => Math.Abs(placed.Score - SumOf(placed.Parts)) < 1e-12);
        slate.Items.ShouldAllBe(placed => placed.Parts.Boost == (
            placed.Item.Kind == ContentKind.Story ? 0.375 : placed.Item.Kind == ContentKind.Image ? -0.125 : 0));
        slate.Items.ShouldAllBe(placed => placed.Features.SequenceEqual(plain[placed.Item.ItemId].Features));
        slate.Items.First(placed => placed.Item.Kind == ContentKind.Story).Rules.ShouldBe(["options.boosts[0]", "options.boosts[1]"]);
        slate.Items.First(placed => placed.Item.Kind == ContentKind.Music).Rules.ShouldBeEmpty();
    }

    [Fact]
    public void Should_give_the_same_slate_for_the_same_decision_whatever_the_order_of_the_candidates()
    {
        var given = new RankingCase { Policy = RankingCase.Prior(0.5) };
        var shuffled = given with { Items = [.. given.Items.Reverse()] };

        JsonSerializer.Serialize(shuffled.Rank()).ShouldBe(JsonSerializer.Serialize(given.Rank()));
    }

    [Fact]
    public void Should_explore_differently_for_another_decision()
    {
        var given = new RankingCase { Policy = RankingCase.Prior(1) };
        var slates = Enumerable.Range(0, 10)
            .Select(i => given with { DecisionId = DecisionIds.Of(new Guid(i, 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 0])) })
            .Select(again => string.Join(",", again.Rank().Items.Select(placed => placed.Item.ItemId)));

        slates.Distinct().Count().ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Should_be_certain_and_unexplored_when_the_policy_does_not_explore()
    {
        var slate = (new RankingCase { Policy = RankingCase.Prior(0) }).Rank();

        slate.Explored.ShouldBeFalse();
        slate.Items.ShouldAllBe(placed => placed.Propensity == 1);
        slate.Items.ShouldAllBe(placed => placed.Parts.Policy == 0);
    }

    [Fact]
    public void Should_say_that_it_explored_when_the_slate_differs_from_that_of_the_mean()
    {
        var given = new RankingCase { Policy = RankingCase.Prior(3) };

        var slate = given.Rank();

        slate.Explored.ShouldBeTrue();
        slate.Items.Select(placed => placed.Item.ItemId)
            .ShouldNotBe((given with { Policy = RankingCase.Prior(0) }).Rank().Items.Select(placed => placed.Item.ItemId));
    }

    [Fact]
    public void Should_estimate_propensities_as_shares_of_draws()
    {
        var slate = (new RankingCase { Policy = RankingCase.Prior(0.5) }).Rank();

        slate.Items.ShouldAllBe(placed => placed.Propensity >= 1.0 / 65 && placed.Propensity <= 1);
        slate.Items.ShouldContain(placed => placed.Propensity < 1);
        slate.Items.ShouldAllBe(placed => Math.Abs((placed.Propensity * 65) - Math.Round(placed.Propensity * 65)) < 1e-9);
    }

    [Fact]
    public void Should_estimate_propensities_that_match_how_often_items_win()
    {
        // Two items, one place: the propensity of each winner, averaged over many decisions, is sum p^2 = p^2 + q^2.
        var given = new RankingCase
        {
            Items = [RankingCase.Item("a", Vectors.Axis(0), ContentKind.Music), RankingCase.Item("b", Vectors.Axis(0), ContentKind.Story)],
            K = 1,
            Policy = RankingCase.Prior(0.3),
        };
        var winners = Enumerable.Range(0, 400)
            .Select(i => (given with { DecisionId = DecisionIds.Of(new Guid(i, 0, 0x7000, [0x80, 1, 0, 0, 0, 0, 0, 0])) }).Rank().Items[0])
            .ToList();

        var share = winners.Count(winner => winner.Item.ItemId == "a") / 400.0;
        share.ShouldBe(0.5, 0.1);
        winners.Average(winner => winner.Propensity).ShouldBe((share * share) + ((1 - share) * (1 - share)), 0.05);
    }

    [Fact]
    public void Should_record_the_features_that_the_policy_part_was_made_from()
    {
        var given = new RankingCase { Policy = RankingCase.Prior(0.4) };
        var weights = Explorer.Draw(given.Policy, given.DecisionId);

        foreach (var placed in given.Rank().Items)
        {
            placed.Features.Length.ShouldBe(given.Policy.Dimension);

            // Confidence 0.8, lean 0.5: behaviour counts 1.1 times.
            placed.Parts.Policy.ShouldBe(1.1 * 0.4 * PolicyState.Score(weights, placed.Features), 1e-12);
        }
    }

    [Fact]
    public void Should_rank_by_the_dot_product_of_state_and_item()
    {
        RankingCase given = new()
        {
            Items = [.. Enumerable.Range(0, 10).Select(i => RankingCase.Item($"i{i}", Vectors.Between(0, 1, i / 10.0)))],
            Policy = RankingCase.Prior(0),
            Options = new RankingOptions { Diversity = 0 },
        };

        var placed = given.Rank().Items;

        placed.Select(item => item.Item.ItemId).ShouldBe(Enumerable.Range(0, 10).Select(i => $"i{i}"));
        placed.Select(item => item.Similarity).ShouldBeInOrder(SortDirection.Descending);
        placed.ShouldAllBe(item => Math.Abs(item.Similarity - DeterministicDot.Of(given.Context.Fused, item.Item.Embedding)) < 1e-6);
    }

    [Theory]
    [InlineData(MoodGoal.Match, Emotion.Sadness)]
    [InlineData(MoodGoal.Lift, Emotion.Joy)]
    [InlineData(MoodGoal.Calm, Emotion.Neutral)]
    public void Should_pick_the_emotion_that_the_mood_goal_aims_at(MoodGoal goal, Emotion expected)
    {
        RankingCase given = new()
        {
            Items = [.. Enum.GetValues<Emotion>()
                .Select(emotion => RankingCase.Item(emotion.ToString(), Vectors.Axis(0), emotion: (int)emotion))],
            Policy = RankingCase.Prior(0),
        };
        given.Feeling(given.Context.Emotion, goal).Rank().Items[0].Item.ItemId.ShouldBe(expected.ToString());
    }

    [Fact]
    public void Should_pick_the_item_that_serves_the_intent()
    {
        RankingCase given = new()
        {
            Items =
                [.. Enum.GetValues<Intent>().Select(intent => RankingCase.Item(intent.ToString(), Vectors.Axis(0), intent: (int)intent))],
            Policy = RankingCase.Prior(0),
        };

        given.Rank().Items[0].Item.ItemId.ShouldBe("Relax");
    }

    [Fact]
    public void Should_rank_what_was_asked_for_in_words_first()
    {
        RankingCase given = new()
        {
            Items =
            [
                RankingCase.Item("felt", Vectors.Axis(0)) with { Meaning = Vectors.Meaning(7) },
                RankingCase.Item("said", Vectors.Between(0, 1, 0.5)) with { Meaning = Vectors.Meaning(3) },
                RankingCase.Item("unread", Vectors.Between(0, 1, 0.6)),
            ],
            Policy = RankingCase.Prior(0),
        };
        given = given with { Context = given.Context with { Wish = [.. Vectors.Meaning(3).Select(value => 0.5f * value)] } };

        var placed = given.Rank().Items;

        // Asked for with 0.5, and the very meaning; how sure the recognition is plays no part.
        var said = 0.5 * new RankingOptions().Said;
        placed.Select(item => (item.Item.ItemId, Math.Round(item.Parts.Said, 6))).ShouldBe([("said", said), ("felt", 0), ("unread", 0)]);
        (given with { Context = given.Context with { Confidence = 0 } }).Rank().Items[0].Parts.Said.ShouldBe(said, 1e-6);
        placed.ShouldAllBe(item => Math.Abs(item.Score - SumOf(item.Parts)) < 1e-12);
    }

    [Fact]
    public void Should_say_nothing_of_what_was_said_where_nothing_was_asked_for()
    {
        RankingCase given = new();
        var meant = given with { Items = [.. given.Items.Select((item, i) => item with { Meaning = Vectors.Meaning(i) })] };

        meant.Rank().Items.ShouldAllBe(placed => placed.Parts.Said == 0);
        given.Rank().Items.ShouldAllBe(placed => placed.Parts.Said == 0);
    }

    [Fact]
    public void Should_lean_on_behaviour_when_the_recognition_is_unsure()
    {
        RankingCase given = new()
        {
            Items = [RankingCase.Item("congruent", Vectors.Axis(0)), RankingCase.Item("liked", Vectors.Between(0, 1, 0.75))],
            Policy = RankingCase.Prior(0),
        };
        given = given with { Taste = given.TasteOf(("liked", 0.7)) };

        (given with { Context = given.Context with { Confidence = 1 } }).Rank().Items[0].Item.ItemId.ShouldBe("congruent");
        (given with { Context = given.Context with { Confidence = 0 } }).Rank().Items[0].Item.ItemId.ShouldBe("liked");
    }

    [Fact]
    public void Should_give_no_affinity_to_a_stranger() => new RankingCase().Rank().Items.ShouldAllBe(placed => placed.Parts.Affinity == 0);

    [Fact]
    public void Should_put_first_what_everybody_likes_for_a_stranger_too()
    {
        var given = new RankingCase { Policy = RankingCase.Prior(0) };
        var last = given.Rank().Items[^1].Item.ItemId;

        var after = (given with { Tally = RankingCase.TallyOf((last, 20, 0), ("i0000", 0, 20)) }).Rank().Items;

        after[0].Item.ItemId.ShouldBe(last);
        after[0].Parts.Quality.ShouldBeGreaterThan(0.3);
        after.ShouldAllBe(placed => Math.Abs(placed.Score - SumOf(placed.Parts)) < 1e-12);
    }

    [Fact]
    public void Should_record_the_quality_that_is_known_as_a_feature_of_the_policy()
    {
        var tally = RankingCase.TallyOf(("i0001", 20, 0), ("i0002", 0, 20));
        var given = new RankingCase { Policy = RankingCase.Prior(0), Tally = tally, K = 60 };

        var features = given.Rank().Items.ToDictionary(placed => placed.Item.ItemId, placed => placed.Features[QualityFeature]);

        features["i0001"].ShouldBeGreaterThan(0.3);
        features["i0002"].ShouldBeLessThan(-0.3);
        features["i0003"].ShouldBe(0, 0.001);
    }

    [Fact]
    public void Should_try_an_item_of_which_little_is_known_before_one_that_is_known_to_be_ordinary()
    {
        RankingCase given = new()
        {
            Items = [RankingCase.Item("known", Vectors.Axis(0)), RankingCase.Item("new", Vectors.Axis(0))],
            Policy = RankingCase.Prior(0),
            Tally = RankingCase.TallyOf(("known", 10, 10)),
        };

        given.Rank().Items[0].Item.ItemId.ShouldBe("new");
        given.Rank().Items.ShouldAllBe(placed => placed.Propensity == 1);
        (given with { Quality = new QualityOptions { Optimism = 0 } }).Rank().Items[0].Item.ItemId.ShouldBe("known");
    }

    [Fact]
    public void Should_clearly_raise_an_item_after_a_high_reward()
    {
        var given = new RankingCase();
        var before = given.Rank().Items;
        var liked = before[^1];
        var next = DecisionIds.Of(new Guid("0193a000-0000-7000-8000-0000000000ff"));

        var after = (given with { Taste = given.TasteOf((liked.Item.ItemId, 0.8)), DecisionId = next }).Rank().Items;

        var again = after.Single(placed => placed.Item.ItemId == liked.Item.ItemId);
        again.Score.ShouldBeGreaterThan(liked.Score + 0.3);
        again.ShouldBe(after[0]);
    }

    [Fact]
    public void Should_lower_an_item_after_a_low_reward()
    {
        var given = new RankingCase { Policy = RankingCase.Prior(0) };
        var top = given.Rank().Items[0];

        var after = (given with { Taste = given.TasteOf((top.Item.ItemId, 0)) }).Rank().Items;

        after[0].Item.ItemId.ShouldNotBe(top.Item.ItemId);
        after.Where(placed => placed.Item.ItemId == top.Item.ItemId).ShouldAllBe(placed => placed.Parts.Affinity < -0.2);
    }

    [Fact]
    public void Should_show_no_more_of_one_creator_than_may_be_while_there_are_others()
    {
        RankingCase given = new()
        {
            Items =
            [
                .. Enumerable.Range(0, 6).Select(i => By("busy", $"a{i}", Vectors.Between(0, 1, i / 20.0))),
                By("other", "b0", Vectors.Between(0, 1, 0.8)),
                RankingCase.Item("c0", Vectors.Between(0, 1, 0.9)),
            ],
            Policy = RankingCase.Prior(0),
            Options = new RankingOptions { Diversity = 0, PerCreator = 2 },
            K = 5,
        };

        Shown(given).ShouldBe(["a0", "a1", "b0", "c0", "a2"], "the last place is left to whoever is there");
        Shown(given with { Options = new RankingOptions { Diversity = 0, PerCreator = 0 } }).ShouldBe(["a0", "a1", "a2", "a3", "a4"]);

        static IEnumerable<string> Shown(RankingCase given) => given.Rank().Items.Select(placed => placed.Item.ItemId);

        static RankableItem By(string creator, string id, float[] vector) =>
            RankingCase.Item(id, vector) with { Presentation = Presentation.None with { Creator = creator } };
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Should_make_a_short_slate_of_few_candidates(int count) =>
        new RankingCase { Items = RankingCase.Many(count) }.Rank().Items.Count.ShouldBe(count);

    private static double SumOf(ScoreParts parts) =>
        parts.Congruence + parts.Intent + parts.Said + parts.Affinity + parts.Quality + parts.Policy + parts.Boost + parts.Diversity;
}

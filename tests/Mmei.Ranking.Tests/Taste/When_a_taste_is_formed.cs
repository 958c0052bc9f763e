using Mmei.Contracts.Taxonomy;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Taste;
using Mmei.Ranking.Tests.Rank;

namespace Mmei.Ranking.Tests.Taste;

public sealed class When_a_taste_is_formed
{
    // A reward of 0.8 less the baseline of 0.4, by as much and the prior of 1.
    private const double OneLike = 0.4 / 1.4;

    private static readonly RankableItem[] Items =
    [
        RankingCase.Item("sea", Vectors.Axis(0)),
        RankingCase.Item("shore", Vectors.Between(0, 1, 0.3)),
        RankingCase.Item("drums", Vectors.Axis(2), ContentKind.Story),
    ];

    [Fact]
    public void Should_attract_what_is_like_a_liked_item()
    {
        var taste = Of(("sea", 0.8, 0));

        Affinity(taste, 0).ShouldBe(OneLike, 1e-6);
        Affinity(taste, 1).ShouldBeInRange(0.2, OneLike - 0.01);
        Affinity(taste, 2).ShouldBe(0, 0.05);
    }

    [Fact]
    public void Should_attract_what_is_of_a_kind_that_was_liked()
    {
        RankableItem[] items = [RankingCase.Item("sea", Vectors.Axis(0)), RankingCase.Item("hills", Vectors.Axis(3)), Items[2]];

        var affinities = Form([new TasteReward("sea", 0.8, false, RankingCase.Now)], items).Affinities(new ContentSpace(items));

        affinities[1].ShouldBeGreaterThan(affinities[2] + 0.1);
    }

    [Fact]
    public void Should_repel_what_is_like_a_skipped_item() => Affinity(Of(("sea", 0, 0)), 1).ShouldBeLessThan(-0.1);

    [Fact]
    public void Should_not_move_at_the_baseline() => Affinity(Of(("sea", 0.4, 0)), 0).ShouldBe(0, 1e-6);

    [Fact]
    public void Should_grow_surer_with_evidence_and_stay_within_one()
    {
        var once = Affinity(Of(("sea", 1, 0)), 0);
        var often = Affinity(Of([.. Enumerable.Repeat(("sea", 1.0, 0.0), 100)]), 0);

        often.ShouldBeInRange(once + 0.1, 1);
    }

    [Fact]
    public void Should_forget_by_half_lives()
    {
        // w = 0.4 now, 0.2 after one half-life; the prior is 1.
        Affinity(Of(("sea", 0.8, 0)), 0).ShouldBe(0.4 / 1.4, 1e-6);
        Affinity(Of(("sea", 0.8, 30)), 0).ShouldBe(0.2 / 1.2, 1e-6);
    }

    [Fact]
    public void Should_know_what_was_seen_even_where_the_item_is_gone()
    {
        var taste = Of(("sea", 0.8, 0), ("gone", 0.9, 0));

        taste.Seen.ShouldBe(["sea", "gone"], ignoreOrder: true);
        Affinity(taste, 0).ShouldBe(OneLike, 1e-6);
    }

    [Fact]
    public void Should_hold_the_latest_word_on_a_disliked_item()
    {
        TasteReward Reward(string item, bool disliked, int day) =>
            new(item, disliked ? 0 : 0.9, disliked, RankingCase.Now.AddDays(-day), Liked: !disliked);

        var taste = Form([Reward("sea", true, 1), Reward("drums", false, 2), Reward("drums", true, 3)]);

        taste.Never.ShouldBe(["sea"]);
    }

    [Fact]
    public void Should_hold_a_dislike_whatever_else_the_person_does_with_the_item() =>
        Form([new TasteReward("sea", 0.6, false, RankingCase.Now), new TasteReward("sea", 0, true, RankingCase.Now.AddDays(-1))])
            .Never.ShouldBe(["sea"]);

    [Fact]
    public void Should_be_none_without_rewards() => Form([]).ShouldBeSameAs(TasteProfile.None);

    [Fact]
    public void Should_tell_items_apart_that_share_most_of_their_direction()
    {
        // As content models place them: any two of these have a dot product above 0.9.
        RankableItem[] crowd = [.. Enumerable.Range(1, 100)
            .Select(i => RankingCase.Item($"i{i}", Vectors.Between(0, i, 0.2), i <= 2 ? ContentKind.Music : ContentKind.Story))];
        crowd[1] =
            crowd[1] with { Embedding = Vectors.Unit([.. crowd[0].Embedding.Zip(crowd[1].Embedding, (a, b) => (0.8f * a) + (0.2f * b))]) };

        var affinities = TasteProfile.Of(
            [new TasteReward("i1", 0.8, false, RankingCase.Now)],
            crowd.ToDictionary(item => item.ItemId),
            RankingCase.Now,
            new TasteOptions())
            .Affinities(new ContentSpace(crowd));

        DeterministicDot.Of(crowd[0].Embedding, crowd[50].Embedding).ShouldBeGreaterThan(0.9f);
        affinities[1].ShouldBeGreaterThan(0.2);
        affinities[50].ShouldBeLessThan(0.1);
    }

    [Fact]
    public void Should_go_by_what_items_are_about_where_all_candidates_say_so()
    {
        // The same mood, two themes.
        RankableItem[] items =
        [
            .. new[] { ("sea", 0, ContentKind.Music), ("shore", 0, ContentKind.Video), ("drums", 1, ContentKind.Story) }
                .Select(item => RankingCase.Item(item.Item1, Vectors.Axis(0), item.Item3) with { Meaning = Vectors.Meaning(item.Item2) }),
        ];
        var taste = Form([new TasteReward("sea", 0.8, false, RankingCase.Now)], items);

        var affinities = taste.Affinities(new ContentSpace(items));

        affinities[0].ShouldBe(OneLike, 1e-6);
        affinities[1].ShouldBe(0.4 * OneLike, 1e-6);
        affinities[2].ShouldBe(0, 0.05);
        taste.Affinities(new ContentSpace([.. items, RankingCase.Item("unread", Vectors.Axis(0))]))[2].ShouldBe(0.4 * OneLike, 1e-6);
    }

    [Fact]
    public void Should_leave_out_of_the_direction_what_says_nothing_of_what_it_is_about()
    {
        RankableItem[] candidates = [.. Items.Select((item, i) => item with { Meaning = Vectors.Meaning(i) })];
        var taste = Form([new TasteReward("sea", 0.8, false, RankingCase.Now)], Items);

        var affinities = taste.Affinities(new ContentSpace(candidates));

        affinities[0].ShouldBe(0.6 * OneLike, 1e-6, "of its kind, and itself");
        affinities[1].ShouldBe(0.4 * OneLike, 1e-6, "of its kind");
        affinities[2].ShouldBe(0, 1e-6);
    }

    private static double Affinity(TasteProfile taste, int item) => taste.Affinities(new ContentSpace(Items))[item];

    private static TasteProfile Of(params (string ItemId, double Reward, double DaysAgo)[] rewards) =>
        Form([.. rewards.Select(reward => new TasteReward(reward.ItemId, reward.Reward, false, RankingCase.Now.AddDays(-reward.DaysAgo)))]);

    private static TasteProfile Form(IReadOnlyList<TasteReward> rewards, RankableItem[]? items = null) =>
        TasteProfile.Of(rewards, (items ?? Items).ToDictionary(item => item.ItemId), RankingCase.Now, new TasteOptions());
}

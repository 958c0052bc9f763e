using Mmei.Ranking.Catalog;
using Mmei.Ranking.Taste;
using Mmei.Ranking.Tests.Rank;

namespace Mmei.Ranking.Tests.Taste;

public sealed class When_a_taste_is_formed
{
    private static readonly RankableItem[] Items =
    [
        RankingCase.Item("sea", Vectors.Axis(0)), RankingCase.Item("shore", Vectors.Between(0, 1, 0.3)), RankingCase.Item("drums", Vectors.Axis(2)),
    ];

    [Fact]
    public void Should_attract_what_is_like_a_liked_item()
    {
        var taste = Of(("sea", 0.8, 0));

        taste.Affinity(Items[0]).ShouldBe(0.5, 1e-6);
        taste.Affinity(Items[1]).ShouldBeInRange(0.1, 0.49);
        taste.Affinity(Items[2]).ShouldBe(0, 1e-6);
    }

    [Fact]
    public void Should_repel_what_is_like_a_skipped_item() => Of(("sea", 0, 0)).Affinity(Items[1]).ShouldBeLessThan(-0.1);

    [Fact]
    public void Should_not_move_at_the_baseline() => Of(("sea", 0.3, 0)).Affinity(Items[0]).ShouldBe(0, 1e-6);

    [Fact]
    public void Should_grow_surer_with_evidence_and_stay_within_one()
    {
        var once = Of(("sea", 1, 0)).Affinity(Items[0]);
        var often = Of([.. Enumerable.Repeat(("sea", 1.0, 0.0), 100)]).Affinity(Items[0]);

        often.ShouldBeInRange(once + 0.1, 1);
    }

    [Fact]
    public void Should_forget_by_half_lives()
    {
        // w = 0.5 now, 0.25 after one half-life; the prior is 0.5.
        Of(("sea", 0.8, 0)).Affinity(Items[0]).ShouldBe(0.5 / 1.0, 1e-6);
        Of(("sea", 0.8, 30)).Affinity(Items[0]).ShouldBe(0.25 / 0.75, 1e-6);
    }

    [Fact]
    public void Should_know_what_was_seen_even_where_the_item_is_gone()
    {
        var taste = Of(("sea", 0.8, 0), ("gone", 0.9, 0));

        taste.Seen.ShouldBe(["sea", "gone"], ignoreOrder: true);
        taste.Affinity(Items[0]).ShouldBe(0.5, 1e-6);
    }

    [Fact]
    public void Should_hold_the_latest_word_on_a_disliked_item()
    {
        TasteReward Reward(string item, bool disliked, int day) => new(item, disliked ? 0 : 0.9, disliked, RankingCase.Now.AddDays(-day));

        var taste = Form([Reward("sea", true, 1), Reward("drums", false, 2), Reward("drums", true, 3)]);

        taste.Never.ShouldBe(["sea"]);
    }

    [Fact]
    public void Should_be_none_without_rewards() => Form([]).ShouldBeSameAs(TasteProfile.None);

    private static TasteProfile Of(params (string ItemId, double Reward, double DaysAgo)[] rewards) =>
        Form([.. rewards.Select(reward => new TasteReward(reward.ItemId, reward.Reward, false, RankingCase.Now.AddDays(-reward.DaysAgo)))]);

    private static TasteProfile Form(IReadOnlyList<TasteReward> rewards) =>
        TasteProfile.Of(rewards, Items.ToDictionary(item => item.ItemId), RankingCase.Now, new TasteOptions());
}

using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Learning;
using Mmei.Learning.Features;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Quality;
using Mmei.Ranking.Rank;
using Mmei.Ranking.Taste;

namespace Mmei.Ranking.Tests.Rank;

/// <summary>One decision, with parts to vary.</summary>
internal sealed record RankingCase
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public Guid DecisionId { get; init; } = DecisionIds.Of(new Guid("0193a000-0000-7000-8000-000000000001"));

    public RankingContext Context { get; init; } = new(
        Vectors.Axis(0), Vectors.Peak(7, (int)Emotion.Sadness), Vectors.Peak(5, (int)Intent.Relax), 0.8,
        MoodAim.Of(Vectors.Peak(7, (int)Emotion.Sadness), MoodGoal.Match, new RankingOptions()));

    public IReadOnlyList<RankableItem> Items { get; init; } = Many(60);

    public int K { get; init; } = 10;

    public TasteProfile Taste { get; init; } = TasteProfile.None;

    public PolicyState Policy { get; init; } = Prior(0.1);

    public RankingOptions Options { get; init; } = new();

    public Tally Tally { get; init; } = Tally.None;

    public QualityOptions Quality { get; init; } = new();

    public IReadOnlyList<Boost> Boosts { get; init; } = [];

    public static PolicyState Prior(double noise) => PolicyState.Prior(DecisionFeatures.Dimension, 1, noise);

    public static IReadOnlyList<RankableItem> Many(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Item($"i{i:D4}", Vectors.Random(i), (ContentKind)(i % 4), i % 7, i % 5))];

    public static RankableItem Item(
        string id, float[] embedding, ContentKind kind = ContentKind.Music, int emotion = 3, int intent = 0) => new(
        "acme", id, kind, $"Title {id}", 1, Now.AddDays(-3), embedding, Vectors.Peak(7, emotion), Vectors
            .Peak(5, intent), "content-bert@1");

    /// <summary>Of somebody who feels this, and asks for a goal or for none.</summary>
    public RankingCase Feeling(double[] emotion, MoodGoal? asked) =>
        this with { Context = Context with { Emotion = emotion, Mood = MoodAim.Of(emotion, asked, Options) } };

    public RankingInputs Inputs => new(
        DecisionId, Context, Items, K, Taste, new Qualities(Tally, Now, Quality).Of(Items.Select(item => item.ItemId)), Policy, Now)
    {
        Boosts = new Boosts(Boosts).OfAll(Items),
    };

    public Slate Rank() => new Ranker(Microsoft.Extensions.Options.Options.Create(Options)).Rank(Inputs);

    /// <summary>What people said of items this week.</summary>
    public static Tally TallyOf(params (string ItemId, double For, double Against)[] votes) =>
        Tally.None.And([.. votes.Select((item, i) => new WeekVotes(item.ItemId, Weeks.Of(Now), item.For, item.Against, 0, 0, i + 1))]);

    public TasteProfile TasteOf(params (string ItemId, double Reward)[] rewards) => TasteProfile.Of(
        [.. rewards.Select(reward => new TasteReward(reward.ItemId, reward.Reward, false, Now))],
        Items.ToDictionary(item => item.ItemId),
        Now,
        new TasteOptions());
}

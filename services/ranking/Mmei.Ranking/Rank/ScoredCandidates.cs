using System.Runtime.Intrinsics;
using Mmei.Learning;
using Mmei.Learning.Features;
using Mmei.Learning.Numerics;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Quality;
using Mmei.Ranking.Taste;

namespace Mmei.Ranking.Rank;

/// <summary>Everything about the candidates of one decision that does not depend on a draw, computed once.</summary>
internal sealed class ScoredCandidates
{
    // x(context, item), feature after feature: the items of one feature lie side by side.
    private readonly double[] _columns;

    public ScoredCandidates(
        RankingContext context, ContentSpace space, TasteProfile taste, IReadOnlyDictionary<string, ItemQuality> qualities,
        IReadOnlyDictionary<string, ItemBoost> boosts, DateTimeOffset now, RankingOptions options)
    {
        var items = space.Items;
        var weights = ScoreWeights.Of(context, options);
        (Items, PolicyWeight) = (items, weights.Policy);
        Similarity = new double[items.Count];
        (Congruence, Intent, Said) = (new double[items.Count], new double[items.Count], new double[items.Count]);
        (Affinity, Quality, Base) = (new double[items.Count], new double[items.Count], new double[items.Count]);
        Boost = new ItemBoost[items.Count];
        _columns = new double[DecisionFeatures.Dimension * items.Count];

        var affinities = taste.Affinities(space);
        var features = new double[DecisionFeatures.Dimension];
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            Similarity[i] = Math.Clamp(DeterministicDot.Of(context.Fused, item.Embedding), -1, 1);
            var nearness = MoodAim.Nearness(context.Mood.Target, item.EmotionProfile);
            Congruence[i] = (weights.State * Similarity[i]) + (weights.Profile * nearness);
            Intent[i] = weights.Intent * SequentialDot.Of(context.Intent, item.IntentProfile);
            Said[i] = weights.Said * Nearness(context.Wish, item.Meaning);
            Affinity[i] = weights.Affinity * affinities[i];
            var quality = qualities.GetValueOrDefault(item.ItemId);
            Quality[i] = weights.Quality * quality.Hoped;
            Boost[i] = boosts.GetValueOrDefault(item.ItemId, ItemBoost.None);
            Base[i] = Congruence[i] + Intent[i] + Said[i] + Affinity[i] + Quality[i] + Boost[i].By;
            DecisionFeatures.Write(Context(context), Item(item, Similarity[i], affinities[i], quality.Known, now, options), features);
            for (var feature = 0; feature < features.Length; feature++)
            {
                _columns[(feature * items.Count) + i] = features[feature];
            }
        }
    }

    public IReadOnlyList<RankableItem> Items { get; }

    /// <summary>F . E_c (eq. 7).</summary>
    public double[] Similarity { get; }

    public double[] Congruence { get; }

    public double[] Intent { get; }

    public double[] Said { get; }

    public double[] Affinity { get; }

    public double[] Quality { get; }

    public ItemBoost[] Boost { get; }

    /// <summary>Congruence + intent + said + affinity + quality + boost.</summary>
    public double[] Base { get; }

    /// <summary>What the policy's expected reward counts.</summary>
    public double PolicyWeight { get; }

    /// <summary>x(context, item).</summary>
    public double[] Features(int item)
    {
        var features = new double[DecisionFeatures.Dimension];
        for (var feature = 0; feature < features.Length; feature++)
        {
            features[feature] = _columns[(feature * Items.Count) + item];
        }

        return features;
    }

    /// <summary>
    /// The policy part of every item: its weight times weights . x. Each sum runs over the features in their order, item beside item in
    /// vector
    /// lanes, so it equals <see cref="PolicyState.Score(ReadOnlySpan{double}, ReadOnlySpan{double})"/> to the last bit.
    /// </summary>
    public void Policy(ReadOnlySpan<double> weights, Span<double> parts)
    {
        parts.Clear();
        for (var feature = 0; feature < weights.Length; feature++)
        {
            Add(weights[feature], _columns.AsSpan(feature * parts.Length, parts.Length), parts);
        }

        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] *= PolicyWeight;
        }
    }

    private static double Nearness(float[]? wish, float[]? meaning) =>
        wish is null || meaning is null ? 0 : Math.Clamp(DeterministicDot.Of(wish, meaning), -1, 1);

    private static void Add(double weight, ReadOnlySpan<double> column, Span<double> sums)
    {
        var i = 0;
        var wide = Vector256.Create(weight);
        for (; i <= sums.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            (Vector256.Create<double>(sums[i..]) + (wide * Vector256.Create(column[i..]))).CopyTo(sums[i..]);
        }

        for (; i < sums.Length; i++)
        {
            sums[i] += weight * column[i];
        }
    }

    private static FeatureContext Context(RankingContext context) => new()
    {
        Emotion = context.Emotion,
        Intent = context.Intent,
        Confidence = context.Confidence,
        Mood = context.Mood.Goal,
    };

    private static FeatureItem Item(
        RankableItem item, double similarity, double affinity, double quality, DateTimeOffset now, RankingOptions options) => new()
        {
            Kind = item.Kind,
            Similarity = similarity,
            EmotionProfile = item.EmotionProfile,
            IntentProfile = item.IntentProfile,
            Novelty = Math.Pow(0.5, Math.Max(0, (now - item.CreatedAt).TotalDays) / options.NoveltyHalfLife.TotalDays),
            Affinity = affinity,
            Quality = quality,
        };
}

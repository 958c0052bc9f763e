using System.Numerics.Tensors;
using Mmei.Ranking.Catalog;

namespace Mmei.Ranking.Taste;

/// <summary>A person's taste at one time.</summary>
internal sealed class TasteProfile
{
    private const double OfLikeness = 0.4;
    private const double OfKind = 0.4;
    private const double OfItself = 0.2;

    private readonly IReadOnlyDictionary<string, RatedItem> _rated;
    private readonly double _prior;

    private TasteProfile(
        IReadOnlyDictionary<string, RatedItem> rated, double prior, IReadOnlySet<string> seen, IReadOnlySet<string> never) =>
        (_rated, _prior, Seen, Never) = (rated, prior, seen, never);

    /// <summary>Nobody in particular, or somebody new: every affinity is 0.</summary>
    public static TasteProfile None { get; } = new(new Dictionary<string, RatedItem>(), 1, new HashSet<string>(), new HashSet<string>());

    /// <summary>Items the person has acted on.</summary>
    public IReadOnlySet<string> Seen { get; }

    /// <summary>Items the person does not want again, however long ago they said so.</summary>
    public IReadOnlySet<string> Never { get; }

    /// <param name="rewards">The person's rewards, the latest first.</param>
    /// <param name="items">The encoded items among them, by id; a reward on an item that is gone counts as seen only.</param>
    /// <param name="now">The time that ages are measured at.</param>
    /// <param name="options">Baseline, half-life and prior.</param>
    public static TasteProfile Of(
        IReadOnlyList<TasteReward> rewards, IReadOnlyDictionary<string, RankableItem> items, DateTimeOffset now, TasteOptions options)
    {
        if (rewards.Count == 0)
        {
            return None;
        }

        var rated = new Dictionary<string, RatedItem>(StringComparer.Ordinal);
        foreach (var reward in rewards)
        {
            if (items.TryGetValue(reward.ItemId, out var item))
            {
                var age = Math.Max(0, (now - reward.At).TotalDays);
                var weight = (reward.Reward - options.Baseline) * Math.Pow(0.5, age / options.HalfLife.TotalDays);
                rated[reward.ItemId] = (rated.GetValueOrDefault(reward.ItemId) ?? new RatedItem(item, 0, 0)).And(weight);
            }
        }

        return new TasteProfile(
            rated,
            options.Prior,
            rewards.Select(reward => reward.ItemId).ToHashSet(StringComparer.Ordinal),
            Disliked(rewards).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>
    /// The affinity of each candidate, in [-1, 1]: two fifths from the taste vector T . E, where T = sum w_i E_i / (sum |w_i| + prior) in
    /// the <see cref="ContentSpace"/> and w = decay (reward - baseline); two fifths from items of its kind, sum w / (sum |w| + prior) over
    /// them; and a fifth, likewise, from what the person did with this very item. What they liked once says less than what it was like.
    /// </summary>
    public double[] Affinities(ContentSpace space)
    {
        var affinities = new double[space.Items.Count];
        if (_rated.Count == 0)
        {
            return affinities;
        }

        var taste = VectorIn(space);
        var kinds = _rated.Values.GroupBy(rated => rated.Item.Kind).ToDictionary(
            kind => kind.Key, kind => kind.Sum(rated => rated.Sum) / (kind.Sum(rated => rated.Mass) + _prior));
        for (var i = 0; i < affinities.Length; i++)
        {
            var alike = Math.Clamp(DeterministicDot.Of(taste, space.Vectors[i]), -1, 1);
            var own = _rated.TryGetValue(space.Items[i].ItemId, out var rated) ? rated.Sum / (rated.Mass + _prior) : 0;
            affinities[i] = (OfLikeness * alike) + (OfKind * kinds.GetValueOrDefault(space.Items[i].Kind)) + (OfItself * own);
        }

        return affinities;
    }

    // A dislike is taken back by a later like alone, not by what else the person does with another slate that shows the item.
    private static IEnumerable<string> Disliked(IReadOnlyList<TasteReward> rewards) =>
        from reward in rewards
        where reward.Disliked || reward.Liked
        group reward by reward.ItemId into opinions
        where opinions.MaxBy(opinion => (opinion.At, opinion.Disliked))!.Disliked
        select opinions.Key;

    private float[] VectorIn(ContentSpace space)
    {
        var taste = new float[space.Dimension];
        var mass = _prior;
        foreach (var rated in _rated.Values)
        {
            if (space.Of(rated.Item) is { } vector)
            {
                TensorPrimitives.MultiplyAdd(vector, (float)rated.Sum, taste, taste);
                mass += rated.Mass;
            }
        }

        TensorPrimitives.Divide(taste, (float)mass, taste);
        return taste;
    }

    /// <summary>What the rewards of one item add up to: the sum of their weights, and of the weights' magnitudes.</summary>
    private sealed record RatedItem(RankableItem Item, double Sum, double Mass)
    {
        public RatedItem And(double weight) => this with { Sum = Sum + weight, Mass = Mass + Math.Abs(weight) };
    }
}

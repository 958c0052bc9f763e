using System.Numerics.Tensors;
using Mmei.Ranking.Catalog;

namespace Mmei.Ranking.Taste;

/// <summary>A person's taste at one time.</summary>
internal sealed class TasteProfile
{
    private const double OfLikeness = 0.4;
    private const double OfKind = 0.4;
    private const double OfItself = 0.2;

    private readonly Dictionary<string, RatedItem> _rated;

    /// <param name="rated">Encoded items with what the person's rewards on them add up to; sums run in this order.</param>
    /// <param name="prior">How much evidence there must be for an affinity of one half.</param>
    /// <param name="seen">Items the person has acted on.</param>
    /// <param name="never">Items the person does not want again.</param>
    public TasteProfile(IEnumerable<RatedItem> rated, double prior, IReadOnlySet<string> seen, IReadOnlySet<string> never)
    {
        _rated = rated.ToDictionary(item => item.Item.ItemId, StringComparer.Ordinal);
        (Rated, Prior, Seen, Never) = ([.. _rated.Values], prior, seen, never);
    }

    /// <summary>Nobody in particular, or somebody new: every affinity is 0.</summary>
    public static TasteProfile None { get; } = new([], 1, new HashSet<string>(), new HashSet<string>());

    /// <summary>What was made of the person's rewards, in the order in which it is summed.</summary>
    public IReadOnlyList<RatedItem> Rated { get; }

    /// <summary>How much evidence there must be for an affinity of one half.</summary>
    public double Prior { get; }

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
            rated.Values,
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
        var kinds = Rated.GroupBy(rated => rated.Item.Kind).ToDictionary(
            kind => kind.Key, kind => kind.Sum(rated => rated.Sum) / (kind.Sum(rated => rated.Mass) + Prior));
        for (var i = 0; i < affinities.Length; i++)
        {
            var alike = Math.Clamp(DeterministicDot.Of(taste, space.Vectors[i]), -1, 1);
            var own = _rated.TryGetValue(space.Items[i].ItemId, out var rated) ? rated.Sum / (rated.Mass + Prior) : 0;
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
        var mass = Prior;
        foreach (var rated in Rated)
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
}

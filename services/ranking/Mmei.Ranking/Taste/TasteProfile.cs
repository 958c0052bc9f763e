using System.Numerics.Tensors;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Index;

namespace Mmei.Ranking.Taste;

/// <summary>A person's taste at one time, ready to score items.</summary>
internal sealed class TasteProfile
{
    private readonly float[]? _vector;
    private readonly IReadOnlyDictionary<string, float> _own;

    private TasteProfile(float[]? vector, IReadOnlyDictionary<string, float> own, IReadOnlySet<string> seen, IReadOnlySet<string> never) =>
        (_vector, _own, Seen, Never) = (vector, own, seen, never);

    /// <summary>Nobody in particular, or somebody new: every affinity is 0.</summary>
    public static TasteProfile None { get; } = new(null, new Dictionary<string, float>(), new HashSet<string>(), new HashSet<string>());

    /// <summary>Items the person has acted on.</summary>
    public IReadOnlySet<string> Seen { get; }

    /// <summary>Items the person does not want again.</summary>
    public IReadOnlySet<string> Never { get; }

    /// <summary>
    /// Affinity in [-1, 1]: half from the taste vector T . E_c, where T = sum w_i E_i / (sum |w_i| + prior) and w = decay (reward - baseline),
    /// half from what the person did with this very item, sum w / (sum |w| + prior) over its own rewards.
    /// </summary>
    public double Affinity(RankableItem item)
    {
        if (_vector is null)
        {
            return 0;
        }

        var alike = Math.Clamp(ExactDot.Of(_vector, item.Embedding), -1, 1);
        return (0.5 * alike) + (0.5 * _own.GetValueOrDefault(item.ItemId));
    }

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

        var vector = new float[IVectorIndex.Dimension];
        var mass = 0.0;
        var own = new Dictionary<string, (double Sum, double Mass)>(StringComparer.Ordinal);
        foreach (var reward in rewards)
        {
            if (!items.TryGetValue(reward.ItemId, out var item))
            {
                continue;
            }

            var age = Math.Max(0, (now - reward.At).TotalDays);
            var weight = (reward.Reward - options.Baseline) * Math.Pow(0.5, age / options.HalfLifeDays);
            TensorPrimitives.MultiplyAdd(item.Embedding, (float)weight, vector, vector);
            mass += Math.Abs(weight);
            var (sum, itemMass) = own.GetValueOrDefault(reward.ItemId);
            own[reward.ItemId] = (sum + weight, itemMass + Math.Abs(weight));
        }

        TensorPrimitives.Divide(vector, (float)(mass + options.Prior), vector);
        return new TasteProfile(
            vector,
            own.ToDictionary(entry => entry.Key, entry => (float)(entry.Value.Sum / (entry.Value.Mass + options.Prior)), StringComparer.Ordinal),
            rewards.Select(reward => reward.ItemId).ToHashSet(StringComparer.Ordinal),
            rewards.DistinctBy(reward => reward.ItemId).Where(latest => latest.Disliked).Select(latest => latest.ItemId).ToHashSet(StringComparer.Ordinal));
    }
}

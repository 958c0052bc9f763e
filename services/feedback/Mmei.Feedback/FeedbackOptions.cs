using System.ComponentModel.DataAnnotations;
using Mmei.Learning.Policies;

namespace Mmei.Feedback;

/// <summary>Section <c>Feedback</c>: what counts as a reward, and how the policy learns from it.</summary>
public sealed class FeedbackOptions : IValidatableObject
{
    public const string Section = "Feedback";

    /// <summary>
    /// How long after a decision the policy learns from signals on it. What a person dislikes or has seen counts for them for ever.
    /// </summary>
    public TimeSpan RewardWindow { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The reward of an item that was examined and got no signal within the window.</summary>
    [Range(0, 1)]
    public double DefaultReward { get; init; }

    /// <summary>
    /// How many items from the top count as examined when nobody acted on a lower one: those without a signal get the default reward.
    /// </summary>
    [Range(0, 100)]
    public int ExaminedPositions { get; init; } = 1;

    /// <summary>How far ahead of our clock a caller's may be.</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The oldest signal that is accepted.</summary>
    public TimeSpan MaxSignalAge { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The most signals in one request.</summary>
    [Range(1, 10_000)]
    public int MaxSignals { get; init; } = 1000;

    /// <summary>lambda: the prior precision of each weight of the policy.</summary>
    [Range(1e-6, 1e6)]
    public double Ridge { get; init; } = 1;

    /// <summary>
    /// The policy of tenants for whom none was set: lin-ts, lin-ucb, epsilon-greedy, softmax, square-cb, random, congruence or apprentice.
    /// </summary>
    public string Policy { get; init; } = KnownPolicies.ThompsonSampling;

    /// <summary>
    /// How much that policy explores; 0 never does. Of lin-ts the standard deviation of reward noise times the wanted amount.
    /// </summary>
    [Range(0, 100)]
    public double NoiseScale { get; init; } = 0.05;

    /// <summary>
    /// After how long a reward counts half for the policy, seen from the latest week that taught something; by whole weeks. Not set: what
    /// was learned does not fade.
    /// </summary>
    public TimeSpan? HalfLife { get; init; }

    /// <summary>The shortest time between two broadcasts of a tenant's policy; the first after a rest goes out at once.</summary>
    public TimeSpan SnapshotInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The shortest time between two snapshots of a tenant's policy that nobody asked for.</summary>
    public TimeSpan SnapshotEvery { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How many snapshots of a tenant's policy are kept.</summary>
    [Range(1, 10_000)]
    public int SnapshotsKept { get; init; } = 100;

    /// <summary>How often to look for closing windows and for work that another replica left.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The most decisions that are learned from in one transaction.</summary>
    [Range(1, 1000)]
    public int LearningBatch { get; init; } = 100;

    public RewardWeights Weights { get; init; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (string Name, TimeSpan Value)[] spans =
        [
            (nameof(RewardWindow), RewardWindow), (nameof(ClockTolerance), ClockTolerance), (nameof(MaxSignalAge), MaxSignalAge),
            (nameof(SnapshotInterval), SnapshotInterval), (nameof(SnapshotEvery), SnapshotEvery), (nameof(PollInterval), PollInterval),
            .. HalfLife is { } halfLife ? new[] { (nameof(HalfLife), halfLife) } : [],
        ];
        foreach (var (name, _) in spans.Where(span => span.Value <= TimeSpan.Zero))
        {
            yield return new ValidationResult("must be above zero.", [name]);
        }

        if (!KnownPolicies.Names.Contains(Policy))
        {
            yield return new ValidationResult($"must be one of {string.Join(", ", KnownPolicies.Names)}.", [nameof(Policy)]);
        }
        else if (NoiseScale > KnownPolicies.MostExploration(Policy))
        {
            yield return new ValidationResult(
                $"must be at most {KnownPolicies.MostExploration(Policy)} for {Policy}.", [nameof(NoiseScale)]);
        }

        if (Weights.Invalid() is { } weight)
        {
            yield return new ValidationResult($"{weight} is out of range.", [nameof(Weights)]);
        }
    }
}

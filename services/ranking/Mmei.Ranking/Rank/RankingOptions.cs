using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Mmei.Ranking.Rank;

/// <summary>
/// Section <c>Ranking</c>: what makes up a score. Each part is a weight times a number of magnitude 1 at most, so the weights compare.
/// With the
/// defaults one clear like raises the liked item by about 0.45 for that person: far more than exploration moves a score from one decision
/// to the
/// next, and more than the usual distance between neighbours of a slate.
/// </summary>
internal sealed class RankingOptions
{
    public const string Section = "Ranking";

    /// <summary>How many items are scored for a slate: those that congruence, intent and said, as they count here, put first.</summary>
    [Range(1, 5000)]
    public int Candidates { get; init; } = 200;

    /// <summary>Weight of emotional congruence.</summary>
    [Range(0.0, 100.0)]
    public double Congruence { get; init; } = 1;

    /// <summary>Weight of the match of intents.</summary>
    [Range(0.0, 100.0)]
    public double Intent { get; init; } = 0.5;

    /// <summary>Weight of the nearness to what was asked for in words.</summary>
    [Range(0.0, 100.0)]
    public double Said { get; init; } = 8;

    /// <summary>
    /// How much of <see cref="Said"/> counts at least, as a share, where nothing is asked for and the mood is to be matched: items on what
    /// the person speaks of; 0: none of it.
    /// </summary>
    [Range(0.0, 1.0)]
    public double Subject { get; init; } = 0.25;

    /// <summary>Weight of the person's own taste.</summary>
    [Range(0.0, 100.0)]
    public double Affinity { get; init; } = 1.5;

    /// <summary>Weight of what everybody's feedback says of an item.</summary>
    [Range(0.0, 100.0)]
    public double Quality { get; init; } = 2;

    /// <summary>Weight of the bandit's expected reward.</summary>
    [Range(0.0, 100.0)]
    public double Policy { get; init; } = 0.4;

    /// <summary>Weight of the likeness to items placed above, taken off (maximal marginal relevance).</summary>
    [Range(0.0, 100.0)]
    public double Diversity { get; init; } = 0.15;

    /// <summary>How many items of one creator stand on a slate while there are others; 0: as many as come.</summary>
    [Range(0, 100)]
    public int PerCreator { get; init; } = 3;

    /// <summary>
    /// How far ranking leans on behaviour when the recognition is unsure. With the confidence c, congruence and intent count
    /// 1 - lean (1 - c) times, affinity, quality and policy 1 + lean (1 - c) times. What was said was said: it counts as it is.
    /// </summary>
    [Range(0.0, 1.0)]
    public double Lean { get; init; } = 0.5;

    /// <summary>
    /// The share of F . E_c in congruence when the goal is to match the mood; the rest is the nearness of the item's emotion profile.
    /// </summary>
    [Range(0.0, 1.0)]
    public double MatchShare { get; init; } = 0.6;

    /// <summary>The same when the goal is to change the mood, where F . E_c pulls towards the mood that is there.</summary>
    [Range(0.0, 1.0)]
    public double ChangeShare { get; init; } = 0.25;

    /// <summary>
    /// How far the target emotion of lift and calm is moved from the recognised one where the request asks for them: 0 not at all, 1 all
    /// the way.
    /// </summary>
    [Range(0.0, 1.0)]
    public double MoodShift { get; init; } = 0.8;

    /// <summary>What the items should do with each emotion where the request does not say: section <c>Ranking:MoodGoals</c>.</summary>
    [Required]
    [ValidateObjectMembers]
    public MoodGoalOptions MoodGoals { get; init; } = new();

    /// <summary>After this time an item counts as half as new.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan NoveltyHalfLife { get; init; } = TimeSpan.FromDays(14);

    /// <summary>How many further draws estimate the propensities.</summary>
    [Range(1, 4096)]
    public int PropensityDraws { get; init; } = 64;
}

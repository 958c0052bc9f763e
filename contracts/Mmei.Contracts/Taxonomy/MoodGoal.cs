
namespace Mmei.Contracts.Taxonomy;

/// <summary>What the recommendation should do with the mood it found.</summary>
public enum MoodGoal
{
    /// <summary>Items that carry the same emotion.</summary>
    Match,

    /// <summary>Items that move towards joy.</summary>
    Lift,

    /// <summary>Items that move towards rest.</summary>
    Calm,
}

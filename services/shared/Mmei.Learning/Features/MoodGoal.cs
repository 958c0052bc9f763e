namespace Mmei.Learning.Features;

/// <summary>What the recommended items should do for the mood: match it, lift it, or calm it.</summary>
public enum MoodGoal
{
    Match,
    Lift,
    Calm,
}

namespace Mmei.Feedback.Rewards;

/// <summary>The aggregate of all signals on one item of one decision.</summary>
/// <param name="Value">In [0, 1], a multiple of 2^-16.</param>
/// <param name="Traits">What shaped it.</param>
internal readonly record struct Reward(double Value, RewardTraits Traits);

/// <summary>What shaped a reward beyond its value. The numbers are stored: never renumber.</summary>
[Flags]
internal enum RewardTraits
{
    None = 0,

    /// <summary>The person does not want it: it should not be shown to them again.</summary>
    Disliked = 1,
    Skipped = 2,

    /// <summary>No signal came within the window: the default reward.</summary>
    Default = 4,

    /// <summary>The person felt worse afterwards.</summary>
    Distressed = 8,
}

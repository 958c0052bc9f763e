namespace Mmei.Feedback.Rewards;

/// <summary>The aggregate of all signals on one item of one decision.</summary>
/// <param name="Value">In [0, 1], a multiple of 2^-16.</param>
/// <param name="Traits">What shaped it.</param>
internal readonly record struct Reward(double Value, RewardTraits Traits);

/// <summary>What all signals of a person on one item of one decision say, whatever the window does for learning.</summary>
/// <param name="Reward">Their aggregate, in [0, 1].</param>
/// <param name="Opinion">The last that they expressed.</param>
/// <param name="At">When they expressed it, or did the last thing where they expressed none.</param>
internal sealed record Said(double Reward, Opinion Opinion, DateTimeOffset At);

/// <summary>What a person says of an item. The numbers are stored: never renumber.</summary>
internal enum Opinion
{
    None = 0,
    Dislike = 1,
    Like = 2,
}

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

    /// <summary>The person felt clearly worse afterwards.</summary>
    Distressed = 8,

    /// <summary>How the person felt afterwards is known.</summary>
    Felt = 16,
}

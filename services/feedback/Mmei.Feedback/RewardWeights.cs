namespace Mmei.Feedback;

/// <summary>How much each signal says that an item was wanted. Every weight is a probability in [0, 1].</summary>
public sealed record RewardWeights
{
    /// <summary>Dwell time at which 63 % of its weight is reached, above 0.</summary>
    public TimeSpan DwellTime { get; init; } = TimeSpan.FromSeconds(45);

    public double Dwell { get; init; } = 0.5;

    public double Complete { get; init; } = 0.6;

    public double Like { get; init; } = 0.8;

    public double Replay { get; init; } = 0.6;

    public double Share { get; init; } = 0.8;

    /// <summary>What a full positive change of valence (from -1 to 1) adds.</summary>
    public double Lift { get; init; } = 0.5;

    /// <summary>What a skip leaves of the rest.</summary>
    public double SkipKeeps { get; init; } = 0.25;

    /// <summary>
    /// What a full negative change of valence takes away from the rest: engagement that leaves a person worse off is not rewarded.
    /// </summary>
    public double Distress { get; init; } = 1;

    /// <summary>The name of the first weight that is out of range, or null.</summary>
    public string? Invalid()
    {
        if (DwellTime <= TimeSpan.Zero)
        {
            return nameof(DwellTime);
        }

        (string Name, double Value)[] weights =
        [
            (nameof(Dwell), Dwell), (nameof(Complete), Complete), (nameof(Like), Like), (nameof(Replay), Replay), (nameof(Share), Share),
            (nameof(Lift), Lift), (nameof(SkipKeeps), SkipKeeps), (nameof(Distress), Distress),
        ];
        return weights.FirstOrDefault(weight => weight.Value is not (>= 0 and <= 1)).Name;
    }
}

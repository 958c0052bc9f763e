namespace Mmei.Contracts.Api.V1;

/// <summary>What came of one arm: means over the people who were followed to the end.</summary>
public sealed record ArmResult
{
    public required string Arm { get; init; }

    /// <summary>People who were recommended something in this arm.</summary>
    public required long Exposed { get; init; }

    /// <summary>Of these, who were followed to the end, and count.</summary>
    public required long Counted { get; init; }

    /// <summary>Seconds that a person dwelt on items.</summary>
    public required ArmOutcome EngagementSeconds { get; init; }

    /// <summary>Likes less dislikes, for each recommendation to a person.</summary>
    public required ArmOutcome Satisfaction { get; init; }

    /// <summary>Rewards earned, for each recommendation to a person.</summary>
    public required ArmOutcome Reward { get; init; }

    /// <summary>The share of people who came back in the second half of the time that they were followed.</summary>
    public required ArmOutcome Retention { get; init; }

    /// <summary>How different the items of a recommendation are from each other: 1 - the mean cosine of their vectors.</summary>
    public required ArmOutcome Diversity { get; init; }
}

/// <summary>A mean over people, with what is known of it at any time that somebody looks.</summary>
public sealed record ArmOutcome
{
    /// <summary>Absent while nobody counts.</summary>
    public double? Mean { get; init; }

    /// <summary>Where the mean is, with 95 % at all times together; absent while fewer than 50 people count.</summary>
    public TimelessInterval? Interval { get; init; }

    /// <summary>What it is beyond the first arm's, likewise; absent for that arm itself.</summary>
    public ArmDifference? Difference { get; init; }
}

/// <summary>How much an outcome differs from that of the first arm.</summary>
public sealed record ArmDifference
{
    public required double Mean { get; init; }

    /// <summary>One without 0 says that the arms differ.</summary>
    public required TimelessInterval Interval { get; init; }
}

/// <summary>An interval that holds however often it is looked at.</summary>
public sealed record TimelessInterval
{
    public required double Low { get; init; }

    public required double High { get; init; }
}

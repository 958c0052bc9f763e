namespace Mmei.Contracts.V1;

/// <summary>
/// What a person's signals say about one recommended item, so far and whenever they came: the reward window bounds what the policy learns,
/// not what is known of a person. A later event for the same decision and item replaces it.
/// </summary>
public sealed record RewardAssigned
{
    public required string TenantId { get; init; }

    public string? UserId { get; init; }

    public required Guid DecisionId { get; init; }

    public required string ItemId { get; init; }

    /// <summary>The aggregate reward, 0 to 1.</summary>
    public required double Reward { get; init; }

    /// <summary>Counts up with each change of this decision's item; an older one that arrives late is ignored.</summary>
    public required long Revision { get; init; }

    /// <summary>The person said no: never show it to them again.</summary>
    public required bool Disliked { get; init; }

    /// <summary>The person said yes, after any dislike of this decision.</summary>
    public bool Liked { get; init; }

    /// <summary>When the person said so, or did the last thing where they said neither; by the client's clock.</summary>
    public required DateTimeOffset At { get; init; }
}

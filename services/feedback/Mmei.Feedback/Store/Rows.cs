namespace Mmei.Feedback.Store;

internal sealed class DecisionRow
{
    public string Tenant { get; init; } = "";

    public string DecisionId { get; init; } = "";

    public string? UserId { get; init; }

    public long MadeAt { get; init; }

    public long ClosesAt { get; init; }

    public long Closed { get; init; }

    public long FeatureVersion { get; init; }
}

internal sealed class ItemRow
{
    public string DecisionId { get; init; } = "";

    public string ItemId { get; init; } = "";

    public long Position { get; init; }

    public byte[] Features { get; init; } = [];

    public double? Reward { get; init; }

    public long Traits { get; init; }

    public long Revision { get; init; }
}

internal sealed class SignalRow
{
    public string Id { get; init; } = "";

    public string DecisionId { get; init; } = "";

    public string ItemId { get; init; } = "";

    public string Kind { get; init; } = "";

    public double? Value { get; init; }

    public long At { get; init; }

    /// <summary>
    /// Valence of the later observation minus valence at the decision, once both are known and of the same person: of their sessions' smoothed
    /// emotions where both have one, which single observations disturb less.
    /// </summary>
    public double? Change { get; init; }
}

internal sealed class PolicyRow
{
    public string Tenant { get; init; } = "";

    public long FeatureVersion { get; init; }

    public long Version { get; init; }

    public byte[] Posterior { get; init; } = [];

    public long UpdatedAt { get; init; }
}

internal sealed class OutboxRow
{
    public long Id { get; init; }

    public string Body { get; init; } = "";
}

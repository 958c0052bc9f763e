namespace Mmei.Contracts.V1;

/// <summary>Put a policy in force for a tenant, after it was found good enough; what was learned stays.</summary>
public sealed record PromotePolicy
{
    public required string TenantId { get; init; }

    /// <summary>Its name.</summary>
    public required string Policy { get; init; }

    /// <summary>By how much it explores.</summary>
    public required double Exploration { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The rule by which it takes over, see <see cref="TakeOverInForce.Version"/>; null: an operator asks for it.</summary>
    public long? Rule { get; init; }
}

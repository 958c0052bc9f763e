namespace Mmei.Contracts.V1;

/// <summary>
/// Asks ranking to erase what it keeps of a person; answered by <see cref="PersonErased"/>. Harmless when it comes again.
/// </summary>
public sealed record ErasePerson
{
    public required string TenantId { get; init; }

    public required string UserId { get; init; }

    public required Guid ErasureId { get; init; }

    /// <summary>What happened up to then is erased, and is not taken in when it arrives later.</summary>
    public required DateTimeOffset At { get; init; }
}

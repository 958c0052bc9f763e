namespace Mmei.Contracts.V1;

/// <summary>Ranking keeps nothing of a person any more.</summary>
public sealed record PersonErased
{
    public required string TenantId { get; init; }

    public required Guid ErasureId { get; init; }

    /// <summary>How many rewards of the person's taste were erased.</summary>
    public required int Tastes { get; init; }
}

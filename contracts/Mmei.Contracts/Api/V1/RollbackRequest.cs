using System.ComponentModel.DataAnnotations;

namespace Mmei.Contracts.Api.V1;

/// <summary>Body of <c>POST /v1/policy:rollback</c>.</summary>
public sealed record RollbackRequest
{
    /// <summary>A version of <c>GET /v1/policy/snapshots</c>.</summary>
    [Required]
    [Range(1, long.MaxValue)]
    public long? Version { get; init; }
}

using System.ComponentModel.DataAnnotations;

namespace Mmei.Contracts.Api.V1;

/// <summary>Body of <c>PUT /v1/items:attributes</c>: what the tenant's items say under names of its own, and in which types.</summary>
public sealed record AttributesRequest
{
    /// <summary>The most names that may be declared.</summary>
    public const int Most = 100;

    /// <summary>The type of each name; no two names differ in case alone. An empty object declares none.</summary>
    [Required]
    public IReadOnlyDictionary<string, AttributeType>? Attributes { get; init; }

    /// <summary>Whether an item may have no others.</summary>
    public bool OnlyDeclared { get; init; }
}

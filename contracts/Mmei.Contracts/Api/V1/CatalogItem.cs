using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.Api.V1;

/// <summary>Body of <c>PUT /v1/items/{id}</c>, and a row of <c>POST /v1/items:import</c> (which carries the id).</summary>
public sealed record CatalogItem
{
    /// <summary>Unique within the tenant. In PUT the path decides; a different one in the body is an error.</summary>
    public string? Id { get; init; }

    public ContentKind? Kind { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }
}

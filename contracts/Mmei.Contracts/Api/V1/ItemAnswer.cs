using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.Api.V1;

/// <summary>A catalog item as it is stored.</summary>
public sealed record ItemAnswer
{
    public required string Id { get; init; }

    public required ContentKind Kind { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required long Revision { get; init; }

    /// <summary>Whether this revision is encoded and can be recommended.</summary>
    public required bool Indexed { get; init; }
}

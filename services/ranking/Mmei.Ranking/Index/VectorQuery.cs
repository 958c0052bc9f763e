using Mmei.Contracts.Taxonomy;
using Mmei.Expressions;
using Mmei.Expressions.Nodes;

namespace Mmei.Ranking.Index;

/// <summary>Which items to look for.</summary>
internal sealed record VectorQuery
{
    public required string TenantId { get; init; }

    /// <summary>The content model in whose space is searched, as name@version.</summary>
    public required string Model { get; init; }

    /// <summary>Fused state, aim and wish, as an <see cref="IndexVector"/>.</summary>
    public required float[] Vector { get; init; }

    /// <summary>At most this many, at least 1.</summary>
    public required int Count { get; init; }

    /// <summary>Kinds to choose from; empty means all.</summary>
    public IReadOnlyList<ContentKind> Kinds { get; init; } = [];

    /// <summary>Tags, as <see cref="Tag.Name"/> gives them, of which an item must have one; empty means any.</summary>
    public IReadOnlySet<string> Tags { get; init; } = new HashSet<string>();

    /// <summary>Tags of which an item must have none.</summary>
    public IReadOnlySet<string> ExcludedTags { get; init; } = new HashSet<string>();

    /// <summary>What must hold of an item; null: nothing.</summary>
    public Expression? Filter { get; init; }

    /// <summary>Items that must not be found.</summary>
    public IReadOnlyCollection<string> Excluded { get; init; } = [];

    /// <summary>The same, of items of which this holds too.</summary>
    public VectorQuery And(Expression expression) =>
        this with { Filter = Filter is null ? expression : new AllOf([Filter, expression]) };
}

using Mmei.Contracts.Taxonomy;

namespace Mmei.Ranking.Catalog;

/// <summary>What a client says about an item, checked.</summary>
internal sealed record ItemContent(string Id, ContentKind Kind, string Title, string Description, IReadOnlyList<string> Tags);

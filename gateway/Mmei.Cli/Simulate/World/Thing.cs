using Mmei.Contracts.Taxonomy;

namespace Mmei.Cli.Simulate.World;

/// <summary>An item of the catalog, with the quality that nobody is told.</summary>
internal sealed record Thing(string Id, ContentKind Kind, IReadOnlySet<string> Tags, double Quality);

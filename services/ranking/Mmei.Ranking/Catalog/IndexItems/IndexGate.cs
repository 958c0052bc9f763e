using Mmei.Hosting.Background;

namespace Mmei.Ranking.Catalog.IndexItems;

/// <summary>Closed until the index holds what the catalog says it holds.</summary>
internal sealed class IndexGate(TimeProvider time) : StartupGate("The index is not ready yet.", time);

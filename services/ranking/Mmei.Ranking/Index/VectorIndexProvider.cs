namespace Mmei.Ranking.Index;

internal enum VectorIndexProvider
{
    /// <summary>In this process's memory; for one ranking instance.</summary>
    Embedded,
    Qdrant,
}

namespace Mmei.Ranking.Index.Qdrant;

/// <summary>How the server lays out a collection that is made; one that is there stays as it is.</summary>
/// <param name="Shards">Into how many parts it is divided, over the nodes of a cluster.</param>
/// <param name="Replicas">How many copies of each part there are. More than half of them have to take a write.</param>
/// <param name="Quantized">
/// Whether vectors are searched as bytes, in a quarter of the memory: twice as many as wanted are found, and scored again by all their
/// bits.
/// </param>
internal sealed record QdrantLayout(int Shards, int Replicas, bool Quantized)
{
    public static QdrantLayout Plain { get; } = new(Shards: 1, Replicas: 1, Quantized: false);
}

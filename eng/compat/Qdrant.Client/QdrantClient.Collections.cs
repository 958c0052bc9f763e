using Qdrant.Client.Grpc;

namespace Qdrant.Client;

public partial class QdrantClient
{
    /// <summary>Creates a collection of unnamed vectors.</summary>
    public async Task CreateCollectionAsync(
        string collectionName,
        VectorParams vectorsConfig,
        uint shardNumber = 1,
        uint replicationFactor = 1,
        uint writeConsistencyFactor = 1,
        bool onDiskPayload = false,
        HnswConfigDiff? hnswConfig = null,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        var request = new CreateCollection
        {
            CollectionName = collectionName,
            VectorsConfig = new VectorsConfig { Params = vectorsConfig },
            ShardNumber = shardNumber,
            ReplicationFactor = replicationFactor,
            WriteConsistencyFactor = writeConsistencyFactor,
            OnDiskPayload = onDiskPayload,
            HnswConfig = hnswConfig,
        };
        if (timeout is { } limit)
        {
            request.Timeout = WholeSeconds(limit);
        }

        var answer = await SendAsync(_collections.CreateAsync, request, cancellationToken).ConfigureAwait(false);
        Require(answer.Result, $"Collection '{collectionName}' could not be created");
    }

    public async Task DeleteCollectionAsync(string collectionName, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var request = new DeleteCollection { CollectionName = collectionName };
        if (timeout is { } limit)
        {
            request.Timeout = WholeSeconds(limit);
        }

        var answer = await SendAsync(_collections.DeleteAsync, request, cancellationToken).ConfigureAwait(false);
        Require(answer.Result, $"Collection '{collectionName}' could not be deleted");
    }

    /// <summary>Whether a collection or an alias of that name exists.</summary>
    public async Task<bool> CollectionExistsAsync(string collectionName, CancellationToken cancellationToken = default)
    {
        var request = new CollectionExistsRequest { CollectionName = collectionName };
        var answer = await SendAsync(_collections.CollectionExistsAsync, request, cancellationToken).ConfigureAwait(false);
        return answer.Result.Exists;
    }

    public async Task<IReadOnlyList<string>> ListCollectionsAsync(CancellationToken cancellationToken = default)
    {
        var answer = await SendAsync(_collections.ListAsync, new ListCollectionsRequest(), cancellationToken).ConfigureAwait(false);
        return [.. answer.Collections.Select(collection => collection.Name)];
    }

    public async Task<CollectionInfo> GetCollectionInfoAsync(string collectionName, CancellationToken cancellationToken = default)
    {
        var request = new GetCollectionInfoRequest { CollectionName = collectionName };
        var answer = await SendAsync(_collections.GetAsync, request, cancellationToken).ConfigureAwait(false);
        return answer.Result;
    }

    private static void Require(bool done, string otherwise)
    {
        if (!done)
        {
            throw new QdrantException(otherwise);
        }
    }
}

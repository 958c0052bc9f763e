using Qdrant.Client.Grpc;

namespace Qdrant.Client;

public partial class QdrantClient
{
    /// <summary>The nearest points to a query, best first.</summary>
    public async Task<IReadOnlyList<ScoredPoint>> QueryAsync(
        string collectionName,
        Query? query = null,
        IReadOnlyList<PrefetchQuery>? prefetch = null,
        string? usingVector = null,
        Filter? filter = null,
        float? scoreThreshold = null,
        SearchParams? searchParams = null,
        ulong limit = 10,
        ulong offset = 0,
        WithPayloadSelector? payloadSelector = null,
        WithVectorsSelector? vectorsSelector = null,
        ReadConsistency? readConsistency = null,
        ShardKeySelector? shardKeySelector = null,
        LookupLocation? lookupFrom = null,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        var request = new QueryPoints
        {
            CollectionName = collectionName,
            Query = query,
            Prefetch = { prefetch ?? [] },
            Filter = filter,
            Params = searchParams,
            Limit = limit,
            Offset = offset,
            WithPayload = payloadSelector ?? true,
            WithVectors = vectorsSelector ?? false,
            ReadConsistency = readConsistency,
            ShardKeySelector = shardKeySelector,
            LookupFrom = lookupFrom,
        };
        if (usingVector is not null)
        {
            request.Using = usingVector;
        }

        if (scoreThreshold is { } threshold)
        {
            request.ScoreThreshold = threshold;
        }

        if (timeout is { } limited)
        {
            request.Timeout = WholeSeconds(limited);
        }

        return (await SendAsync(_points.QueryAsync, request, cancellationToken).ConfigureAwait(false)).Result;
    }

    /// <summary>Answers several queries in one round trip, in their order.</summary>
    public async Task<IReadOnlyList<BatchResult>> QueryBatchAsync(
        string collectionName,
        IReadOnlyList<QueryPoints> queries,
        ReadConsistency? readConsistency = null,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        var request = new QueryBatchPoints { CollectionName = collectionName, QueryPoints = { queries }, ReadConsistency = readConsistency };
        if (timeout is { } limited)
        {
            request.Timeout = WholeSeconds(limited);
        }

        return (await SendAsync(_points.QueryBatchAsync, request, cancellationToken).ConfigureAwait(false)).Result;
    }

    /// <summary>The points with these ids; those that do not exist are left out.</summary>
    public Task<IReadOnlyList<RetrievedPoint>> RetrieveAsync(
        string collectionName,
        IReadOnlyList<PointId> ids,
        bool withPayload = true,
        bool withVectors = false,
        ReadConsistency? readConsistency = null,
        ShardKeySelector? shardKeySelector = null,
        CancellationToken cancellationToken = default) =>
        RetrieveAsync(
            collectionName, ids, (WithPayloadSelector)withPayload, (WithVectorsSelector)withVectors, readConsistency, shardKeySelector, cancellationToken);

    public async Task<IReadOnlyList<RetrievedPoint>> RetrieveAsync(
        string collectionName,
        IReadOnlyList<PointId> ids,
        WithPayloadSelector payloadSelector,
        WithVectorsSelector vectorSelector,
        ReadConsistency? readConsistency = null,
        ShardKeySelector? shardKeySelector = null,
        CancellationToken cancellationToken = default)
    {
        var request = new GetPoints
        {
            CollectionName = collectionName,
            Ids = { ids },
            WithPayload = payloadSelector,
            WithVectors = vectorSelector,
            ReadConsistency = readConsistency,
            ShardKeySelector = shardKeySelector,
        };
        return (await SendAsync(_points.GetAsync, request, cancellationToken).ConfigureAwait(false)).Result;
    }

    /// <summary>Points in the order of their ids, a page at a time.</summary>
    public Task<ScrollResponse> ScrollAsync(
        string collectionName,
        Filter? filter = null,
        uint limit = 10,
        PointId? offset = null,
        WithPayloadSelector? payloadSelector = null,
        WithVectorsSelector? vectorsSelector = null,
        ReadConsistency? readConsistency = null,
        ShardKeySelector? shardKeySelector = null,
        OrderBy? orderBy = null,
        CancellationToken cancellationToken = default)
    {
        var request = new ScrollPoints
        {
            CollectionName = collectionName,
            Filter = filter,
            Limit = limit,
            Offset = offset,
            WithPayload = payloadSelector ?? true,
            WithVectors = vectorsSelector ?? false,
            ReadConsistency = readConsistency,
            ShardKeySelector = shardKeySelector,
            OrderBy = orderBy,
        };
        return SendAsync(_points.ScrollAsync, request, cancellationToken);
    }

    public async Task<ulong> CountAsync(
        string collectionName,
        Filter? filter = null,
        bool exact = true,
        ReadConsistency? readConsistency = null,
        ShardKeySelector? shardKeySelector = null,
        CancellationToken cancellationToken = default)
    {
        var request = new CountPoints
        {
            CollectionName = collectionName,
            Filter = filter,
            Exact = exact,
            ReadConsistency = readConsistency,
            ShardKeySelector = shardKeySelector,
        };
        return (await SendAsync(_points.CountAsync, request, cancellationToken).ConfigureAwait(false)).Result.Count;
    }
}

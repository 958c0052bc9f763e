using Grpc.Core;
using Polly;
using Qdrant.Client;
using Qdrant.Client.Grpc;

namespace Mmei.Ranking.Index.Qdrant;

/// <summary>The index in a Qdrant server (1.10 or later), shared by all ranking instances. The only place that knows Qdrant.</summary>
internal sealed class QdrantIndex(QdrantClient client, string alias, QdrantLayout layout, ResiliencePipeline resilience)
    : IVectorIndex, IDisposable
{
    private const int Batch = 256;

    private static readonly SearchParams Rescored = new()
    {
        Quantization = new QuantizationSearchParams { Rescore = true, Oversampling = 2 },
    };

    private readonly QdrantCollections _collections = new(client, alias, layout);

    /// <summary>Connects on the first call.</summary>
    /// <param name="options">The provider is Qdrant, and they are valid.</param>
    /// <param name="logs">The client's log.</param>
    /// <param name="time">Measures pauses and breaks.</param>
    /// <param name="broken">Is told when calls begin to fail at once, and when they get through again.</param>
    public static QdrantIndex Connect(VectorIndexOptions options, ILoggerFactory logs, TimeProvider time, Action<bool> broken) => new(
        new QdrantClient(options.Url!, options.ApiKey, options.Timeout, logs),
        options.Collection,
        new QdrantLayout(options.Shards, options.Replicas, options.Quantized),
        QdrantResilience.Build(options.Break, time, broken));

    public Task<bool> EnsureAsync(string model, CancellationToken cancellationToken) =>
        CallAsync(token => _collections.EnsureAsync(model, token), cancellationToken);

    public Task DeclareAsync(string model, IReadOnlyCollection<IndexedAttribute> attributes, CancellationToken cancellationToken) =>
        CallAsync(token => _collections.DeclareAsync(model, attributes, token), cancellationToken);

    public Task<string?> ServingAsync(CancellationToken cancellationToken) => CallAsync(_collections.ServingAsync, cancellationToken);

    public Task ServeAsync(string model, CancellationToken cancellationToken) =>
        CallAsync(token => _collections.ServeAsync(model, token), cancellationToken);

    public Task RetainAsync(IReadOnlyCollection<string> models, CancellationToken cancellationToken) =>
        CallAsync(token => _collections.RetainAsync(models, token), cancellationToken);

    public async Task UpsertAsync(string model, IReadOnlyList<IndexedItem> items, CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            IndexVector.Require(item.Vector);
        }

        var collection = _collections.Of(model);
        foreach (var batch in items.Chunk(Batch))
        {
            var points = batch.Select(Payload.ToPoint).ToList();
            await CallAsync(token => client.UpsertAsync(collection, points, cancellationToken: token), cancellationToken);
        }
    }

    public Task DeleteAsync(string tenantId, IReadOnlyCollection<string> itemIds, CancellationToken cancellationToken)
    {
        var ids = itemIds.Select(itemId => PointIds.Of(tenantId, itemId)).ToList();
        return ids.Count == 0
            ? Task.CompletedTask
            : CallAsync(
                async token =>
                {
                    foreach (var collection in await _collections.ListAsync(token))
                    {
                        await DeleteAsync(collection, ids, token);
                    }

                    return true;
                },
                cancellationToken);
    }

    public async Task<IReadOnlyList<VectorHit>> SearchAsync(VectorQuery query, CancellationToken cancellationToken)
    {
        IndexVector.Require(query.Vector);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Count, 1);
        var filter = FilterOf(query);
        var points = await CallAsync(
            token => client.QueryAsync(
                _collections.Of(query.Model),
                query.Vector,
                filter: filter,
                searchParams: layout.Quantized ? Rescored : null,
                limit: (ulong)query.Count,
                payloadSelector: Payload.OfHits,
                cancellationToken: token),
            cancellationToken);
        return [.. points.Select(Payload.ToHit)];
    }

    public async Task<long> CountAsync(string model, string tenantId, CancellationToken cancellationToken) =>
        (long)await CallAsync(
            token => client.CountAsync(
                _collections.Of(model), Conditions.MatchKeyword(Payload.Tenant, tenantId), cancellationToken: token),
            cancellationToken);

    public void Dispose() => client.Dispose();

    private async Task DeleteAsync(string collection, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteAsync(collection, ids, cancellationToken: cancellationToken);
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.NotFound)
        {
            // The collection was forgotten meanwhile, with all that was in it.
        }
    }

    private static Filter FilterOf(VectorQuery query)
    {
        var filter = new Filter { Must = { Conditions.MatchKeyword(Payload.Tenant, query.TenantId) } };
        if (query.Kinds.Count > 0)
        {
            filter.Must.Add(Conditions.Match(Payload.Kind, [.. query.Kinds.Select(Payload.NameOf)]));
        }

        if (query.Tags.Count > 0)
        {
            filter.Must.Add(Conditions.Match(Payload.Tags, [.. query.Tags]));
        }

        if (query.ExcludedTags.Count > 0)
        {
            filter.MustNot.Add(Conditions.Match(Payload.Tags, [.. query.ExcludedTags]));
        }

        if (query.Filter is { } expression)
        {
            filter.Must.Add(ExpressionConditions.Of(expression));
        }

        if (query.Excluded.Count > 0)
        {
            filter.MustNot.Add(Conditions.HasId([.. query.Excluded.Select(itemId => PointIds.Of(query.TenantId, itemId))]));
        }

        return filter;
    }

    private async Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await resilience.ExecuteAsync(async token => await call(token), cancellationToken);
        }
        catch (Exception failure) when (QdrantResilience.Translate(failure, cancellationToken) is { } translated)
        {
            throw translated;
        }
    }
}

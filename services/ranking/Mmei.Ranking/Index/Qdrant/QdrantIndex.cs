using Grpc.Core;
using Polly;
using Qdrant.Client;
using Qdrant.Client.Grpc;

namespace Mmei.Ranking.Index.Qdrant;

/// <summary>The index in a Qdrant server (1.10 or later), shared by all ranking instances. The only place that knows Qdrant.</summary>
internal sealed class QdrantIndex(QdrantClient client, string alias, ResiliencePipeline resilience) : IVectorIndex, IDisposable
{
    private const int Batch = 256;

    /// <summary>5: what expressions ask for beside the vector and tags. 4 had tags alone, 3 none, 2 no profile, 1 had E_c alone.</summary>
    private const int Version = 5;

    private readonly string _collection = $"{alias}-v{Version}";

    /// <summary>Connects on the first call.</summary>
    /// <param name="options">The provider is Qdrant, and they are valid.</param>
    /// <param name="logs">The client's log.</param>
    /// <param name="time">Measures pauses and breaks.</param>
    /// <param name="broken">Is told when calls begin to fail at once, and when they get through again.</param>
    public static QdrantIndex Connect(VectorIndexOptions options, ILoggerFactory logs, TimeProvider time, Action<bool> broken) => new(
        new QdrantClient(options.Url!, options.ApiKey, options.Timeout, logs),
        options.Collection,
        QdrantResilience.Build(options.Break, time, broken));

    public Task<bool> EnsureAsync(CancellationToken cancellationToken) => CallAsync(
        async token =>
        {
            if (!await client.CollectionExistsAsync(_collection, token))
            {
                await CreateAsync(token);
            }

            var size = (await client.GetCollectionInfoAsync(_collection, token)).Config.Params.VectorsConfig.Params.Size;
            if (size != IndexVector.Dimension)
            {
                throw new InvalidOperationException(
                    $"The collection {_collection} holds vectors of {size} numbers, expected {IndexVector.Dimension}. "
                    + "Delete it, and it is made again from the catalog; or set VectorIndex:Collection to another name.");
            }

            // Created by any instance that finds it missing: creating an index again changes nothing.
            await client.CreatePayloadIndexAsync(_collection, Payload.Tenant, cancellationToken: token);
            await client.CreatePayloadIndexAsync(_collection, Payload.Kind, cancellationToken: token);
            await client.CreatePayloadIndexAsync(_collection, Payload.Tags, cancellationToken: token);
            await client.CreatePayloadIndexAsync(_collection, Payload.Creator, cancellationToken: token);
            await client.CreatePayloadIndexAsync(_collection, Payload.Language, cancellationToken: token);
            return !(await client.ListAliasesAsync(token)).Any(known => known.AliasName == alias && known.CollectionName == _collection);
        },
        cancellationToken);

    /// <summary>The alias moves to the collection only now, so that one whose filling was cut short is filled again.</summary>
    public Task FilledAsync(CancellationToken cancellationToken) => CallAsync(
        async token =>
        {
            var create = new AliasOperations { CreateAlias = new CreateAlias { AliasName = alias, CollectionName = _collection } };
            var delete = new AliasOperations { DeleteAlias = new DeleteAlias { AliasName = alias } };
            var isKnown = (await client.ListAliasesAsync(token)).Any(known => known.AliasName == alias);
            await client.UpdateAliasesAsync(isKnown ? [delete, create] : [create], cancellationToken: token);
            return true;
        },
        cancellationToken);

    public async Task UpsertAsync(IReadOnlyList<IndexedItem> items, CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            IndexVector.Require(item.Vector);
        }

        foreach (var batch in items.Chunk(Batch))
        {
            var points = batch.Select(Payload.ToPoint).ToList();
            await CallAsync(token => client.UpsertAsync(_collection, points, cancellationToken: token), cancellationToken);
        }
    }

    public Task DeleteAsync(string tenantId, IReadOnlyCollection<string> itemIds, CancellationToken cancellationToken)
    {
        var ids = itemIds.Select(itemId => PointIds.Of(tenantId, itemId)).ToList();
        return ids.Count == 0
            ? Task.CompletedTask
            : CallAsync(token => client.DeleteAsync(_collection, ids, cancellationToken: token), cancellationToken);
    }

    public async Task<IReadOnlyList<VectorHit>> SearchAsync(VectorQuery query, CancellationToken cancellationToken)
    {
        IndexVector.Require(query.Vector);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Count, 1);
        var filter = FilterOf(query);
        var points = await CallAsync(
            token => client.QueryAsync(
                _collection,
                query.Vector,
                filter: filter,
                limit: (ulong)query.Count,
                payloadSelector: Payload.OfHits,
                cancellationToken: token),
            cancellationToken);
        return [.. points.Select(Payload.ToHit)];
    }

    public async Task<long> CountAsync(string tenantId, CancellationToken cancellationToken) =>
        (long)await CallAsync(
            token => client.CountAsync(_collection, Conditions.MatchKeyword(Payload.Tenant, tenantId), cancellationToken: token),
            cancellationToken);

    public void Dispose() => client.Dispose();

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

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            var vectors = new VectorParams { Size = IndexVector.Dimension, Distance = Distance.Dot };
            await client.CreateCollectionAsync(_collection, vectors, cancellationToken: cancellationToken);
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.AlreadyExists)
        {
            // Another instance was faster.
        }
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

using Grpc.Core;
using Mmei.Contracts.Api.V1;
using Qdrant.Client;
using Qdrant.Client.Grpc;

namespace Mmei.Ranking.Index.Qdrant;

/// <summary>
/// The collections of the index, one for each content model, and the alias of the one that serves. The alias moves in one request, which
/// the server carries out whole.
/// </summary>
internal sealed class QdrantCollections(QdrantClient client, string alias, QdrantLayout layout)
{
    /// <summary>
    /// 6: a collection for each content model. 5 had one for all, 4 tags beside the vector alone, 3 none, 2 no profile, 1 E_c alone.
    /// </summary>
    private const int Version = 6;

    // Every search is of one tenant: its points lie together.
    private static readonly PayloadIndexParams ByTenant = new() { KeywordIndexParams = new KeywordIndexParams { IsTenant = true } };

    // The range of the bytes leaves out what is beyond the 99th percentile.
    private static readonly QuantizationConfig Bytes = new()
    {
        Scalar = new ScalarQuantization { Type = QuantizationType.Int8, Quantile = 0.99f },
    };

    private readonly string _prefix = $"{alias}-v{Version}-";

    /// <summary>The name of a model's collection.</summary>
    public string Of(string model) => _prefix + model;

    public async Task<bool> EnsureAsync(string model, CancellationToken cancellationToken)
    {
        var collection = Of(model);
        if (!await client.CollectionExistsAsync(collection, cancellationToken))
        {
            await CreateAsync(collection, cancellationToken);
        }

        var size = (await client.GetCollectionInfoAsync(collection, cancellationToken)).Config.Params.VectorsConfig.Params.Size;
        if (size != IndexVector.Dimension)
        {
            throw new InvalidOperationException(
                $"The collection {collection} holds vectors of {size} numbers, expected {IndexVector.Dimension}. "
                + "Delete it, and it is made again from the catalog; or set VectorIndex:Collection to another name.");
        }

        // Created by any instance that finds it missing: creating an index again changes nothing.
        await client.CreatePayloadIndexAsync(collection, Payload.Tenant, indexParams: ByTenant, cancellationToken: cancellationToken);
        await client.CreatePayloadIndexAsync(collection, Payload.Kind, cancellationToken: cancellationToken);
        await client.CreatePayloadIndexAsync(collection, Payload.Tags, cancellationToken: cancellationToken);
        await client.CreatePayloadIndexAsync(collection, Payload.Creator, cancellationToken: cancellationToken);
        await client.CreatePayloadIndexAsync(collection, Payload.Language, cancellationToken: cancellationToken);
        return await TargetAsync(cancellationToken) != collection;
    }

    /// <summary>An index for each attribute in its type. One that is there stays, also when nobody declares it any more.</summary>
    public async Task<bool> DeclareAsync(
        string model, IReadOnlyCollection<IndexedAttribute> attributes, CancellationToken cancellationToken)
    {
        foreach (var (name, type) in attributes)
        {
            var (field, schema) = type switch
            {
                AttributeType.Text => (Payload.TextOf(name), PayloadSchemaType.Keyword),
                AttributeType.Number => (Payload.NumberOf(name), PayloadSchemaType.Float),
                _ => (Payload.TruthOf(name), PayloadSchemaType.Bool),
            };
            await client.CreatePayloadIndexAsync(Of(model), field, schema, cancellationToken: cancellationToken);
        }

        return true;
    }

    public async Task<string?> ServingAsync(CancellationToken cancellationToken) =>
        await TargetAsync(cancellationToken) is { } target && target.StartsWith(_prefix, StringComparison.Ordinal)
            ? target[_prefix.Length..]
            : null;

    public async Task<bool> ServeAsync(string model, CancellationToken cancellationToken)
    {
        var collection = Of(model);
        var target = await TargetAsync(cancellationToken);
        if (target != collection)
        {
            var create = new AliasOperations { CreateAlias = new CreateAlias { AliasName = alias, CollectionName = collection } };
            var delete = new AliasOperations { DeleteAlias = new DeleteAlias { AliasName = alias } };
            await client.UpdateAliasesAsync(target is null ? [create] : [delete, create], cancellationToken: cancellationToken);
        }

        return true;
    }

    public async Task<bool> RetainAsync(IReadOnlyCollection<string> models, CancellationToken cancellationToken)
    {
        var kept = models.Select(Of).Append(await TargetAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        foreach (var collection in (await ListAsync(cancellationToken)).Where(name => !kept.Contains(name)))
        {
            await client.DeleteCollectionAsync(collection, cancellationToken: cancellationToken);
        }

        return true;
    }

    /// <summary>The collections of all models, in this layout.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await client.ListCollectionsAsync(cancellationToken)).Where(name => name.StartsWith(_prefix, StringComparison.Ordinal))];

    private async Task<string?> TargetAsync(CancellationToken cancellationToken) =>
        (await client.ListAliasesAsync(cancellationToken)).FirstOrDefault(known => known.AliasName == alias)?.CollectionName;

    private async Task CreateAsync(string collection, CancellationToken cancellationToken)
    {
        try
        {
            var vectors = new VectorParams { Size = IndexVector.Dimension, Distance = Distance.Dot };
            await client.CreateCollectionAsync(
                collection,
                vectors,
                shardNumber: (uint)layout.Shards,
                replicationFactor: (uint)layout.Replicas,
                writeConsistencyFactor: (uint)((layout.Replicas / 2) + 1),
                quantizationConfig: layout.Quantized ? Bytes : null,
                cancellationToken: cancellationToken);
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.AlreadyExists)
        {
            // Another instance was faster.
        }
    }
}

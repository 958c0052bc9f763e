using Qdrant.Client.Grpc;

namespace Qdrant.Client;

public partial class QdrantClient
{
    /// <summary>Adds points, or replaces those with the same ids.</summary>
    public Task<UpdateResult> UpsertAsync(
        string collectionName,
        IReadOnlyList<PointStruct> points,
        bool wait = true,
        WriteOrderingType? ordering = null,
        ShardKeySelector? shardKeySelector = null,
        CancellationToken cancellationToken = default) =>
        UpsertAsync(
            new UpsertPoints
            {
                CollectionName = collectionName,
                Points = { points },
                Wait = wait,
                Ordering = Ordering(ordering),
                ShardKeySelector = shardKeySelector,
            },
            cancellationToken);

    public async Task<UpdateResult> UpsertAsync(UpsertPoints request, CancellationToken cancellationToken = default) =>
        (await SendAsync(_points.UpsertAsync, request, cancellationToken).ConfigureAwait(false)).Result;

    public Task<UpdateResult> DeleteAsync(
        string collectionName,
        Guid id,
        bool wait = true,
        WriteOrderingType? ordering = null,
        ShardKeySelector? shardKeySelector = null,
        CancellationToken cancellationToken = default) =>
        DeleteAsync(collectionName, (PointsSelector)id, wait, ordering, shardKeySelector, cancellationToken);

    public Task<UpdateResult> DeleteAsync(
        string collectionName,
        IReadOnlyList<Guid> ids,
        bool wait = true,
        WriteOrderingType? ordering = null,
        ShardKeySelector? shardKeySelector = null,
        CancellationToken cancellationToken = default) =>
        DeleteAsync(collectionName, (PointsSelector)ids.ToArray(), wait, ordering, shardKeySelector, cancellationToken);

    public Task<UpdateResult> DeleteAsync(
        string collectionName,
        Filter filter,
        bool wait = true,
        WriteOrderingType? ordering = null,
        ShardKeySelector? shardKeySelector = null,
        CancellationToken cancellationToken = default) =>
        DeleteAsync(collectionName, new PointsSelector { Filter = filter }, wait, ordering, shardKeySelector, cancellationToken);

    /// <summary>Sets these keys of the payload of every point that the filter matches, and leaves the other keys.</summary>
    public async Task<UpdateResult> SetPayloadAsync(
        string collectionName,
        IReadOnlyDictionary<string, Value> payload,
        Filter filter,
        bool wait = true,
        WriteOrderingType? ordering = null,
        ShardKeySelector? shardKeySelector = null,
        string? key = null,
        CancellationToken cancellationToken = default)
    {
        var request = new SetPayloadPoints
        {
            CollectionName = collectionName,
            PointsSelector = new PointsSelector { Filter = filter },
            Wait = wait,
            Ordering = Ordering(ordering),
            ShardKeySelector = shardKeySelector,
        };
        foreach (var (name, value) in payload)
        {
            request.Payload.Add(name, value);
        }

        if (key is not null)
        {
            request.Key = key;
        }

        return (await SendAsync(_points.SetPayloadAsync, request, cancellationToken).ConfigureAwait(false)).Result;
    }

    /// <summary>Indexes a field of the payload; cheapest before the points are there.</summary>
    public async Task<UpdateResult> CreatePayloadIndexAsync(
        string collectionName,
        string fieldName,
        PayloadSchemaType schemaType = PayloadSchemaType.Keyword,
        PayloadIndexParams? indexParams = null,
        bool wait = true,
        WriteOrderingType? ordering = null,
        CancellationToken cancellationToken = default)
    {
        var request = new CreateFieldIndexCollection
        {
            CollectionName = collectionName,
            FieldName = fieldName,
            FieldType = FieldTypeOf(schemaType),
            FieldIndexParams = indexParams,
            Wait = wait,
            Ordering = Ordering(ordering),
        };
        return (await SendAsync(_points.CreateFieldIndexAsync, request, cancellationToken).ConfigureAwait(false)).Result;
    }

    private async Task<UpdateResult> DeleteAsync(
        string collectionName,
        PointsSelector points,
        bool wait,
        WriteOrderingType? ordering,
        ShardKeySelector? shardKeySelector,
        CancellationToken cancellationToken)
    {
        var request = new DeletePoints
        {
            CollectionName = collectionName,
            Points = points,
            Wait = wait,
            Ordering = Ordering(ordering),
            ShardKeySelector = shardKeySelector,
        };
        return (await SendAsync(_points.DeleteAsync, request, cancellationToken).ConfigureAwait(false)).Result;
    }

    private static WriteOrdering? Ordering(WriteOrderingType? type) => type is { } value ? new WriteOrdering { Type = value } : null;

    // The schema type counts from 1, the field type on the wire from 0.
    private static FieldType FieldTypeOf(PayloadSchemaType type) => type is > PayloadSchemaType.UnknownType and <= PayloadSchemaType.Uuid
        ? (FieldType)((int)type - 1)
        : throw new ArgumentException($"{type} is no payload schema type that can be indexed.", nameof(type));
}

using System.Collections.Concurrent;
using Grpc.Core;
using Qdrant.Client.Grpc;

namespace Mmei.Testing.Qdrant;

/// <summary>One collection of unnamed dense vectors under the dot product.</summary>
internal sealed class Collection(CreateCollection made)
{
    private readonly VectorParams _vectors = made.VectorsConfig.Params;
    private readonly ConcurrentDictionary<PointId, Point> _points = new();
    private readonly ConcurrentDictionary<string, PayloadSchemaInfo> _schema = new();
    private ulong _operations;

    public CollectionInfo Info() => new()
    {
        Status = CollectionStatus.Green,
        OptimizerStatus = new OptimizerStatus { Ok = true },
        SegmentsCount = 1,
        PointsCount = (ulong)_points.Count,
        IndexedVectorsCount = 0,
        PayloadSchema = { _schema },
        Config = new CollectionConfig
        {
            Params = new CollectionParams
            {
                ShardNumber = made.HasShardNumber ? made.ShardNumber : 1,
                ReplicationFactor = made.HasReplicationFactor ? made.ReplicationFactor : 1,
                WriteConsistencyFactor = made.HasWriteConsistencyFactor ? made.WriteConsistencyFactor : 1,
                VectorsConfig = made.VectorsConfig,
            },
            QuantizationConfig = made.QuantizationConfig,
        },
    };

    public PointsOperationResponse Upsert(UpsertPoints request)
    {
        var points = request.Points.Select(point => new Point(point.Id, point.Payload.ToDictionary(), Checked(point.Vectors))).ToList();
        foreach (var point in points)
        {
            _points[point.Id] = point;
        }

        return Done();
    }

    public PointsOperationResponse Delete(DeletePoints request)
    {
        foreach (var point in Selected(request.Points))
        {
            _points.TryRemove(point.Id, out _);
        }

        return Done();
    }

    public PointsOperationResponse SetPayload(SetPayloadPoints request)
    {
        foreach (var point in Selected(request.PointsSelector))
        {
            _points[point.Id] = point with
            {
                Payload = point.Payload.Concat(request.Payload).GroupBy(entry => entry.Key).ToDictionary(g => g.Key, g => g.Last().Value),
            };
        }

        return Done();
    }

    public PointsOperationResponse Index(CreateFieldIndexCollection request)
    {
        _schema[request.FieldName] = new PayloadSchemaInfo { DataType = (PayloadSchemaType)((int)request.FieldType + 1) };
        return Done();
    }

    public GetResponse Get(GetPoints request) => new()
    {
        Result = { request.Ids.Where(_points.ContainsKey).Select(id => _points[id].Retrieved(request.WithPayload, request.WithVectors)) },
    };

    public CountResponse Count(CountPoints request) =>
        new() { Result = new CountResult { Count = (ulong)Matching(request.Filter).Count() } };

    public ScrollResponse Scroll(ScrollPoints request)
    {
        var page = Matching(request.Filter)
            .OrderBy(point => point.Key, StringComparer.Ordinal)
            .SkipWhile(point => request.Offset is { } offset && string.CompareOrdinal(point.Key, Point.KeyOf(offset)) < 0)
            .Take((int)request.Limit + 1)
            .ToList();
        var response = new ScrollResponse
        {
            Result = { page.Take((int)request.Limit).Select(point => point.Retrieved(request.WithPayload, request.WithVectors)) },
        };
        if (page.Count > request.Limit)
        {
            response.NextPageOffset = page[^1].Id;
        }

        return response;
    }

    public QueryResponse Query(QueryPoints request)
    {
        var target = request.Query?.Nearest?.Dense?.Data ?? throw Invalid("Only nearest queries of a dense vector are answered by this fake");
        if ((ulong)target.Count != _vectors.Size)
        {
            throw WrongLength(target.Count);
        }

        var found = Matching(request.Filter)
            .Select(point => (point, score: point.Vector.Zip(target, (a, b) => a * b).Sum()))
            .Where(hit => !request.HasScoreThreshold || hit.score >= request.ScoreThreshold)
            .OrderByDescending(hit => hit.score)
            .Skip((int)request.Offset)
            .Take((int)request.Limit);
        return new QueryResponse
        {
            Result = { found.Select(hit => hit.point.Scored(hit.score, request.WithPayload, request.WithVectors)) },
        };
    }

    private List<Point> Selected(PointsSelector selector) => selector.Filter is { } filter
        ? [.. Matching(filter)]
        : [.. selector.Points.Ids.Where(_points.ContainsKey).Select(id => _points[id])];

    private IEnumerable<Point> Matching(Filter? filter) => _points.Values.Where(point => filter is null || Filters.Matches(filter, point));

    private float[] Checked(Vectors given)
    {
        var data = given.Vector?.Dense?.Data ?? throw Invalid("Only dense vectors are stored by this fake");
        return (ulong)data.Count == _vectors.Size ? [.. data] : throw WrongLength(data.Count);
    }

    private PointsOperationResponse Done() => new()
    {
        Result = new UpdateResult { OperationId = Interlocked.Increment(ref _operations), Status = UpdateStatus.Completed },
    };

    private RpcException WrongLength(int got) => Invalid($"Wrong input: Vector dimension error: expected dim: {_vectors.Size}, got {got}");

    private static RpcException Invalid(string detail) => new(new Status(StatusCode.InvalidArgument, detail));
}

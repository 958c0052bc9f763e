namespace Qdrant.Client.Grpc;

public partial class PointsSelector
{
    public static implicit operator PointsSelector(Guid id) => new[] { id };

    public static implicit operator PointsSelector(ulong id) => new[] { id };

    public static implicit operator PointsSelector(Guid[] ids) => Of(ids.Select(id => (PointId)id));

    public static implicit operator PointsSelector(ulong[] ids) => Of(ids.Select(id => (PointId)id));

    private static PointsSelector Of(IEnumerable<PointId> ids) => new() { Points = new PointsIdsList { Ids = { ids } } };
}

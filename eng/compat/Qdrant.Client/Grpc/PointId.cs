namespace Qdrant.Client.Grpc;

public partial class PointId
{
    public static implicit operator PointId(ulong id) => new() { Num = id };

    public static implicit operator PointId(Guid id) => new() { Uuid = id.ToString() };
}

namespace Qdrant.Client.Grpc;

public partial class Query
{
    public static implicit operator Query(VectorInput input) => new() { Nearest = input };

    public static implicit operator Query(float[] values) => (VectorInput)values;

    public static implicit operator Query(PointId id) => (VectorInput)id;

    public static implicit operator Query(ulong id) => (VectorInput)id;

    public static implicit operator Query(Guid id) => (VectorInput)id;
}

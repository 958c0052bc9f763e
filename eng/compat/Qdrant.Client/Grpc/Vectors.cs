namespace Qdrant.Client.Grpc;

public partial class Vector
{
    public static implicit operator Vector(float[] values) => new() { Dense = new DenseVector { Data = { values } } };
}

public partial class Vectors
{
    public static implicit operator Vectors(float[] values) => new() { Vector = values };
}

public partial class VectorInput
{
    public static implicit operator VectorInput(float[] values) => new() { Dense = new DenseVector { Data = { values } } };

    public static implicit operator VectorInput(PointId id) => new() { Id = id };

    public static implicit operator VectorInput(ulong id) => (PointId)id;

    public static implicit operator VectorInput(Guid id) => (PointId)id;
}

public partial class VectorOutput
{
    /// <summary>The dense vector, from whichever field the server's version fills; null when there is none.</summary>
    public DenseVector? GetDenseVector()
    {
#pragma warning disable CS0612 // servers up to 1.16 answer with the field that newer ones deprecate
        return Data.Count > 0 ? new DenseVector { Data = { Data } } : Dense;
#pragma warning restore CS0612
    }
}

using Mmei.Inference.Manifest;

namespace Mmei.Inference.Onnx.Tests.Artifacts;

internal sealed record ParityTensor(int[] Shape, double[] Data)
{
    public HostTensor As(TensorSpec spec) => spec.Type == "int64"
        ? new Int64Tensor(spec.Name, Shape, Array.ConvertAll(Data, value => (long)value))
        : new FloatTensor(spec.Name, Shape, Array.ConvertAll(Data, value => (float)value));

    /// <summary>This single row as one of a batch, its second axis padded with zeros to <paramref name="length"/>.</summary>
    public double[] Padded(int length)
    {
        if (Shape.Length < 2 || Shape[1] == length)
        {
            return Data;
        }

        var padded = new double[Data.Length / Shape[1] * length];
        Data.CopyTo(padded, 0);
        return padded;
    }
}

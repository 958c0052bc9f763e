using Microsoft.ML.OnnxRuntime.Native;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Element type and shape of a tensor.</summary>
public readonly struct OrtTensorTypeAndShapeInfo
{
    internal unsafe OrtTensorTypeAndShapeInfo(nint info)
    {
        int element;
        OrtApi.Check(OrtApi.Table->GetTensorElementType(info, &element));
        ElementDataType = (TensorElementType)element;

        nuint rank;
        OrtApi.Check(OrtApi.Table->GetDimensionsCount(info, &rank));
        Shape = new long[rank];
        fixed (long* shape = Shape)
        {
            OrtApi.Check(OrtApi.Table->GetDimensions(info, shape, rank));
        }

        ElementCount = 1;
        foreach (var dimension in Shape)
        {
            ElementCount *= dimension;
        }
    }

    public TensorElementType ElementDataType { get; }

    public bool IsString => ElementDataType == TensorElementType.String;

    /// <summary>Meaningful for a value's shape, which has no symbolic dimension.</summary>
    public long ElementCount { get; }

    public int DimensionsCount => Shape.Length;

    /// <summary>A symbolic dimension is -1.</summary>
    public long[] Shape { get; }
}

using Microsoft.ML.OnnxRuntime.Native;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Type and shape of a model's input or output.</summary>
public class NodeMetadata
{
    private readonly TensorElementType element;
    private readonly int[] dimensions = [];
    private readonly string[] symbolicDimensions = [];

    internal unsafe NodeMetadata(nint typeInfo)
    {
        int type;
        OrtApi.Check(OrtApi.Table->GetOnnxTypeFromTypeInfo(typeInfo, &type));
        OnnxValueType = (OnnxValueType)type;
        if (!IsTensor)
        {
            return;
        }

        nint tensor; // Belongs to typeInfo.
        OrtApi.Check(OrtApi.Table->CastTypeInfoToTensorInfo(typeInfo, &tensor));
        var info = new OrtTensorTypeAndShapeInfo(tensor);
        element = info.ElementDataType;
        dimensions = Array.ConvertAll(info.Shape, dimension => (int)dimension);

        var names = stackalloc byte*[dimensions.Length];
        OrtApi.Check(OrtApi.Table->GetSymbolicDimensions(tensor, names, (nuint)dimensions.Length));
        symbolicDimensions = new string[dimensions.Length];
        for (var i = 0; i < dimensions.Length; i++)
        {
            symbolicDimensions[i] = OrtApi.Text(names[i]) ?? "";
        }
    }

    public OnnxValueType OnnxValueType { get; }

    public bool IsTensor => OnnxValueType is OnnxValueType.ONNX_TYPE_TENSOR or OnnxValueType.ONNX_TYPE_SPARSETENSOR;

    public bool IsString => Tensor(element) == TensorElementType.String;

    public TensorElementType ElementDataType => Tensor(element);

    public Type ElementType => Tensor(element) == TensorElementType.String ? typeof(string) : ElementTypes.Of(element).Type;

    /// <summary>A symbolic dimension is -1.</summary>
    public int[] Dimensions => Tensor(dimensions);

    /// <summary>The names of symbolic dimensions; empty where a dimension is fixed.</summary>
    public string[] SymbolicDimensions => Tensor(symbolicDimensions);

    private T Tensor<T>(T value) =>
        IsTensor ? value : throw new OnnxRuntimeException(ErrorCode.Fail, "OnnxValueType must either be a tensor or sparse tensor");
}

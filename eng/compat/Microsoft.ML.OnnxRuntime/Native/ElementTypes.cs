using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Which .NET type holds one element of a tensor type.</summary>
internal static class ElementTypes
{
    private static readonly Dictionary<TensorElementType, (Type Type, int Size)> ByElement = new()
    {
        [TensorElementType.Float] = (typeof(float), sizeof(float)),
        [TensorElementType.UInt8] = (typeof(byte), sizeof(byte)),
        [TensorElementType.Int8] = (typeof(sbyte), sizeof(sbyte)),
        [TensorElementType.UInt16] = (typeof(ushort), sizeof(ushort)),
        [TensorElementType.Int16] = (typeof(short), sizeof(short)),
        [TensorElementType.Int32] = (typeof(int), sizeof(int)),
        [TensorElementType.Int64] = (typeof(long), sizeof(long)),
        [TensorElementType.Bool] = (typeof(bool), sizeof(bool)),
        [TensorElementType.Float16] = (typeof(Float16), sizeof(ushort)),
        [TensorElementType.Double] = (typeof(double), sizeof(double)),
        [TensorElementType.UInt32] = (typeof(uint), sizeof(uint)),
        [TensorElementType.UInt64] = (typeof(ulong), sizeof(ulong)),
        [TensorElementType.BFloat16] = (typeof(BFloat16), sizeof(ushort)),
    };

    private static readonly Dictionary<Type, TensorElementType> ByType = ByElement.ToDictionary(pair => pair.Value.Type, pair => pair.Key);

    /// <exception cref="OnnxRuntimeException">The type is no tensor element.</exception>
    public static TensorElementType Of<T>() =>
        ByType.TryGetValue(typeof(T), out var element)
            ? element
            : throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"Tensor of type: {typeof(T)} is not supported");

    /// <exception cref="OnnxRuntimeException">The element type has no .NET type of fixed size.</exception>
    public static (Type Type, int Size) Of(TensorElementType element) => element switch
    {
        TensorElementType.String => throw new OnnxRuntimeException(ErrorCode.InvalidArgument, "Strings are not supported by this API"),
        _ when ByElement.TryGetValue(element, out var type) => type,
        _ => throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"Element type: {element} is not registered type."),
    };
}

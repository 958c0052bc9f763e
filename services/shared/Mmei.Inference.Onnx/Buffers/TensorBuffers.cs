using Microsoft.ML.OnnxRuntime.Tensors;
using Mmei.Inference.Onnx.Signatures;

namespace Mmei.Inference.Onnx.Buffers;

internal static class TensorBuffers
{
    /// <summary>A buffer of the element type that the manifest promises.</summary>
    public static TensorBuffer For(TensorSignature signature) => signature.Element switch
    {
        TensorElementType.Int64 => new TensorBufferOf<long>(signature, (name, shape, values) => new Int64Tensor(name, shape, values)),
        TensorElementType.Float16 => new TensorBufferOf<Half>(signature, (name, shape, values) => new HalfTensor(name, shape, values)),
        _ => new TensorBufferOf<float>(signature, (name, shape, values) => new FloatTensor(name, shape, values)),
    };
}

using Microsoft.ML.OnnxRuntime.Tensors;
using Mmei.Inference.Manifest;
using Mmei.Inference.Onnx.Signatures;

namespace Mmei.Inference.Onnx;

/// <summary>The first run of a model pays for allocations and lazily built kernels; better at start-up than for the first person.</summary>
internal static class Warmup
{
    /// <summary>Runs a batch of one, all values one: a mask lets everything through, and token 1 exists in every vocabulary.</summary>
    public static void Run(OnnxModel model, ModelSignature signature)
    {
        var length = model.Manifest.Preprocessing switch
        {
            AudioPreprocessing audio => (int)Math.Ceiling(audio.MinSeconds * audio.SampleRate),
            TextPreprocessing text => text.MaxTokens,
            _ => 1,
        };
        model.Run([.. signature.Inputs.Select(input => Ones(input, length))]).Dispose();
    }

    private static HostTensor Ones(TensorSignature input, int length)
    {
        var shape = input.Dimensions.Select((dimension, axis) => dimension.IsFixed ? dimension.Size : axis == 0 ? 1 : length).ToArray();
        var count = shape.Aggregate(1, (product, dimension) => product * dimension);
        return input.Element == TensorElementType.Int64
            ? new Int64Tensor(input.Name, shape, Enumerable.Repeat(1L, count).ToArray())
            : new FloatTensor(input.Name, shape, Enumerable.Repeat(1f, count).ToArray());
    }
}

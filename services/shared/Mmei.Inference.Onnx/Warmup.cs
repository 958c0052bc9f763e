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
        using var buffers = model.CreateBuffers();
        foreach (var input in signature.Inputs)
        {
            int[] shape = [.. input.Dimensions.Select((dimension, axis) => dimension.IsFixed ? dimension.Size : axis == 0 ? 1 : length)];
            if (input.Element == TensorElementType.Int64)
            {
                buffers.Integers(input.Name, shape).Fill(1);
            }
            else
            {
                buffers.Floats(input.Name, shape).Fill(1);
            }
        }

        buffers.Run();
    }
}

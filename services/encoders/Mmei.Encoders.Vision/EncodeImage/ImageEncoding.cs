using Mmei.Contracts.V1;
using Mmei.Inference;
using Mmei.Inference.Batching;
using Mmei.Inference.Manifest;

namespace Mmei.Encoders.Vision;

/// <summary>How one version of the image model takes a picture or a short video.</summary>
internal sealed class ImageEncoding(IModel model, ImagePreprocessing spec, ImagePreprocessor preprocessor, PreprocessingSlots slots)
    : IEncoding<byte[], float[], EncodedTensor>
{
    public float[] Largest { get; } = new float[spec.Mean.Count * spec.Width * spec.Height];

    /// <summary>All pictures are of the model's size, and none needs padding.</summary>
    public int Length(float[] item) => 1;

    public IBatch<float[], EncodedTensor> CreateBatch() => new PixelBatch(model.CreateBuffers(), spec.Mean.Count, spec.Width, spec.Height);

    public Task<Prepared<float[]>> PrepareAsync(byte[] input, CancellationToken cancellationToken) =>
        slots.RunAsync(() => preprocessor.PrepareAsync(input, cancellationToken), cancellationToken);

    public EncodedTensor Pool(IReadOnlyList<EncodedTensor> parts) => TokenOutputs.Mean(parts);
}

using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Inference;
using Mmei.Media;

namespace Mmei.Encoders.Vision;

/// <summary>A face in a picture file, as tokens of the common space.</summary>
internal sealed class ImageEncoder(
    [FromKeyedServices(ModelRole.Image)] IModel model, ImageDecoder decoder, PreprocessingSlots slots, IOptions<VisionOptions> options, TimeProvider time)
    : BatchingEncoder<byte[], float[], EncodedTensor>(model.Manifest, Batch(model), options.Value, time)
{
    private readonly ImagePreprocessor _preprocessor = new(Spec(model), decoder);

    protected override Task<float[]> PrepareAsync(byte[] input, CancellationToken cancellationToken) =>
        slots.RunAsync(() => Task.FromResult(_preprocessor.Prepare(input, cancellationToken)), cancellationToken);

    private static PixelBatch Batch(IModel model)
    {
        var spec = Spec(model);
        return new PixelBatch(model, spec.Mean.Count, spec.Width, spec.Height);
    }

    private static ImagePreprocessing Spec(IModel model) => model.Manifest.PreprocessingAs<ImagePreprocessing>();
}

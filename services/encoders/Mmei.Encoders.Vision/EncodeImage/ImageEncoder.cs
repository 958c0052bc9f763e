using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Inference;
using Mmei.Inference.Manifest;
using Mmei.Media.Images;
using Mmei.Media.Video;

namespace Mmei.Encoders.Vision;

/// <summary>A face in a picture or a short video, as tokens of the common space.</summary>
internal sealed class ImageEncoder(
    [FromKeyedServices(ModelRole.Image)] IModelSource models, ImageDecoder images, VideoDecoder videos, IFaceLocator faces,
    IOptions<VisionOptions> options, EncoderParts parts)
    : BatchingEncoder<byte[], float[], EncodedTensor>(models, options.Value, parts)
{
    private readonly PreprocessingSlots _slots = parts.Slots;

    protected override IEncoding<byte[], float[], EncodedTensor> Build(IModel model)
    {
        var spec = model.Manifest.PreprocessingAs<ImagePreprocessing>();
        return new ImageEncoding(model, spec, new ImagePreprocessor(spec, images, videos, faces), _slots);
    }
}

using Mmei.Contracts.Media;
using Mmei.Contracts.V1;
using Mmei.Encoders.Models;
using Mmei.Inference;
using Mmei.Inference.Manifest;
using Mmei.Media;
using Mmei.Media.Images;
using Mmei.Media.Video;

namespace Mmei.Encoders.Vision;

/// <summary>How one version of the image model takes a picture, or a short video frame by frame.</summary>
internal sealed class ImageModel(
    ModelManifest manifest, ImageDecoder images, VideoDecoder videos, IFaceLocator faces, PreprocessingSlots slots)
    : EncoderModel<EncodeImage, float[], ModalityEncoding>
{
    private readonly ImagePreprocessing _spec = manifest.PreprocessingAs<ImagePreprocessing>();

    public override float[] Largest => new float[_spec.Mean.Count * _spec.Width * _spec.Height];

    /// <summary>All pictures are of the model's size, and none needs padding.</summary>
    public override int Length(float[] item) => 1;

    public override Task<Prepared<float[]>> PrepareAsync(EncodeImage input, CancellationToken cancellationToken) =>
        slots.RunAsync(() => PrepareAsync(input.Media, cancellationToken), cancellationToken);

    /// <summary>
    /// Of each frame planes of luma or of red, green and blue, (value x Scale - Mean) / Std, and how fit what was seen is.
    /// </summary>
    /// <exception cref="MediaRejectedException">Not a medium that is read here, broken, or over a limit.</exception>
    public async Task<Prepared<float[]>> PrepareAsync(byte[] media, CancellationToken cancellationToken)
    {
        var file = MediaFile.Of(media);
        IReadOnlyList<RgbImage> frames = file.Type is { } type && type.IsVideo()
            ? await videos.DecodeAsync(file, cancellationToken)
            : [images.Decode(file, Math.Max(_spec.Width, _spec.Height), cancellationToken)];
        var planes = new float[frames.Count][];
        var measures = new FaceMeasures[frames.Count];
        for (var i = 0; i < planes.Length; i++)
        {
            (planes[i], measures[i]) = Look(frames[i]);
        }

        return new Prepared<float[]>(planes, FaceQuality.Report(measures));
    }

    public override void Fill(IReadOnlyList<float[]> items, IModelBuffers buffers)
    {
        var pixels = buffers.Floats("pixel_values", items.Count, _spec.Mean.Count, _spec.Height, _spec.Width);
        for (var i = 0; i < items.Count; i++)
        {
            items[i].CopyTo(pixels[(i * items[i].Length)..]);
        }
    }

    public override ModalityEncoding Read(ModelOutputs outputs, int index, int count) => new(TokenOutputs.Pack(outputs, index, count));

    public override ModalityEncoding Mean(IReadOnlyList<ModalityEncoding> results) =>
        new(TokenOutputs.Mean([.. results.Select(result => result.Tokens)]));

    private (float[] Planes, FaceMeasures Measures) Look(RgbImage frame)
    {
        var region = faces.Locate(frame);
        var luma = ImagePlanes.Gray(frame, region, _spec.Width, _spec.Height);
        var measures = FaceQuality.Measure(luma, _spec.Width, _spec.Height);
        return (Normalise(_spec.Color == "gray" ? luma : ImagePlanes.Colour(frame, region, _spec.Width, _spec.Height)), measures);
    }

    private float[] Normalise(float[] values)
    {
        var plane = _spec.Width * _spec.Height;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ((values[i] * _spec.Scale) - _spec.Mean[i / plane]) / _spec.Std[i / plane];
        }

        return values;
    }
}

using Mmei.Contracts.Media;
using Mmei.Contracts.Taxonomy;
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
    ModelManifest manifest, ImageDecoder images, VideoDecoder videos, FaceFinder finder, PreprocessingSlots slots)
    : EncoderModel<EncodeImage, float[], ModalityEncoding>
{
    private readonly EmotionOutput? _emotion = EmotionOutput.Of(manifest);
    private readonly ImagePreprocessing _spec = manifest.PreprocessingAs<ImagePreprocessing>();

    public override float[] Largest => new float[_spec.Mean.Count * _spec.Width * _spec.Height];

    /// <summary>All pictures are of the model's size, and none needs padding.</summary>
    public override int Length(float[] item) => 1;

    public override Task<Prepared<float[]>> PrepareAsync(EncodeImage input, CancellationToken cancellationToken) =>
        slots.RunAsync(() => PrepareAsync(input.Media, cancellationToken), cancellationToken);

    /// <summary>
    /// Of each frame that shows the person planes of luma or of red, green and blue, (value x Scale - Mean) / Std, and how fit for reading
    /// the face is.
    /// </summary>
    /// <exception cref="MediaRejectedException">Not a medium that is read here, broken, over a limit, or without a face.</exception>
    public async Task<Prepared<float[]>> PrepareAsync(byte[] media, CancellationToken cancellationToken)
    {
        var file = MediaFile.Of(media);
        IReadOnlyList<RgbImage> frames = file.Type is { } type && type.IsVideo()
            ? await videos.DecodeAsync(file, cancellationToken)
            : [await images.DecodeAsync(file, finder.NeededSide, cancellationToken)];
        var found = frames.Select(finder.Find).ToArray();
        var seen = Person.Follow(found);
        if (seen.Count == 0)
        {
            throw new MediaRejectedException(RejectionCode.NoFace, "No face was found.");
        }

        var (planes, measures) = (new float[seen.Count][], new FaceMeasures[seen.Count]);
        for (var i = 0; i < planes.Length; i++)
        {
            (planes[i], measures[i]) = Look(new FaceCut(seen[i].Frame, seen[i].Face, _spec.FaceSide, _spec.FaceRaise));
        }

        var quality = FaceQuality.Report(measures, found.Max(frame => frame.Faces.Count));
        return new Prepared<float[]>(planes, quality with { Face = Person.Place(frames, seen[0].Frame, seen[0].Face) });
    }

    public override void Fill(IReadOnlyList<float[]> items, IModelBuffers buffers)
    {
        var pixels = buffers.Floats("pixel_values", items.Count, _spec.Mean.Count, _spec.Height, _spec.Width);
        for (var i = 0; i < items.Count; i++)
        {
            items[i].CopyTo(pixels[(i * items[i].Length)..]);
        }
    }

    public override ModalityEncoding Read(ModelOutputs outputs, int index, int count) =>
        new(TokenOutputs.Pack(outputs, index, count), _emotion?.Read(outputs, index));

    public override ModalityEncoding Mean(IReadOnlyList<ModalityEncoding> results) => ModalityEncoding.Mean(results);

    private (float[] Planes, FaceMeasures Measures) Look(FaceCut face)
    {
        var luma = face.Gray(_spec.Width);
        var measures = FaceQuality.Measure(luma, _spec.Width, _spec.Width);
        return (Normalise(_spec.Color == "gray" ? luma : face.Colour(_spec.Width)), measures);
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

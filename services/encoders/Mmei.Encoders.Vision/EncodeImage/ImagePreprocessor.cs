using Mmei.Contracts.Media;
using Mmei.Inference.Manifest;
using Mmei.Media;
using Mmei.Media.Images;
using Mmei.Media.Video;

namespace Mmei.Encoders.Vision;

/// <summary>From a picture or video file to the numbers its model was trained on, and how fit what was seen is.</summary>
internal sealed class ImagePreprocessor(ImagePreprocessing spec, ImageDecoder images, VideoDecoder videos, IFaceLocator faces)
{
    private readonly int _side = Math.Max(spec.Width, spec.Height);

    /// <summary>Of a picture one part, of a video one a frame: planes of luma or of red, green and blue, (value x Scale - Mean) / Std.</summary>
    /// <exception cref="InputRejectedException">Not a medium that is read here, broken, or over a limit.</exception>
    public async Task<Prepared<float[]>> PrepareAsync(ReadOnlyMemory<byte> media, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<RgbImage> frames = MediaSniffer.Sniff(media.Span) is { } type && type.IsVideo()
                ? await videos.DecodeAsync(media, cancellationToken)
                : [images.Decode(media.Span, _side, cancellationToken)];
            var parts = new float[frames.Count][];
            var measures = new FaceMeasures[frames.Count];
            for (var i = 0; i < parts.Length; i++)
            {
                (parts[i], measures[i]) = Look(frames[i]);
            }

            return new Prepared<float[]>(parts, FaceQuality.Report(measures));
        }
        catch (MediaRejectedException exception)
        {
            throw new InputRejectedException(exception.Code, exception.Message, exception);
        }
    }

    private (float[] Values, FaceMeasures Measures) Look(RgbImage frame)
    {
        var region = faces.Locate(frame);
        var luma = ImagePlanes.Gray(frame, region, spec.Width, spec.Height);
        var measures = FaceQuality.Measure(luma, spec.Width, spec.Height);
        return (Normalise(spec.Color == "gray" ? luma : ImagePlanes.Colour(frame, region, spec.Width, spec.Height)), measures);
    }

    private float[] Normalise(float[] values)
    {
        var plane = spec.Width * spec.Height;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ((values[i] * spec.Scale) - spec.Mean[i / plane]) / spec.Std[i / plane];
        }

        return values;
    }
}

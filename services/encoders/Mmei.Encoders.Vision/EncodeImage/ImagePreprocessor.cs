using Mmei.Inference;
using Mmei.Media;

namespace Mmei.Encoders.Vision;

/// <summary>From a picture file to the numbers its model was trained on.</summary>
internal sealed class ImagePreprocessor(ImagePreprocessing spec, ImageDecoder decoder)
{
    /// <summary>Planes of luma or of red, green and blue: (value x Scale - Mean) / Std.</summary>
    /// <exception cref="InputRejectedException">Not a picture that is read here, broken, or over a limit.</exception>
    public float[] Prepare(ReadOnlySpan<byte> media, CancellationToken cancellationToken)
    {
        try
        {
            var image = decoder.Decode(media, Math.Max(spec.Width, spec.Height), cancellationToken);
            return Normalise(spec.Color == "gray" ? ImagePlanes.Gray(image, spec.Width, spec.Height) : ImagePlanes.Colour(image, spec.Width, spec.Height));
        }
        catch (MediaRejectedException exception)
        {
            throw new InputRejectedException(exception.Code, exception.Message, exception);
        }
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

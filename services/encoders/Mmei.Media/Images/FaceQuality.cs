using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;

namespace Mmei.Media.Images;

/// <summary>Measures what was cropped from a picture and warns where a face can hardly be read.</summary>
public static class FaceQuality
{
    /// <summary>A Laplacian variance of 200: of the faces that the models were trained on, one in two hundred is as soft.</summary>
    private const double Blurred = 0.8;

    /// <summary>A mean luma of 43 of 255: of the faces that the models were trained on, one in two hundred is as dark.</summary>
    private const double Dark = 0.83;

    private const double SharpVariance = 800;

    /// <param name="luma">height x width values in 0..255, as the model sees them.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public static FaceMeasures Measure(ReadOnlySpan<float> luma, int width, int height)
    {
        var sum = 0.0;
        foreach (var value in luma)
        {
            sum += value;
        }

        return new FaceMeasures(
            1 / (1 + (LaplacianVariance(luma, width, height) / SharpVariance)),
            1 - Math.Clamp(sum / luma.Length / 255, 0, 1));
    }

    /// <summary>The mean over the frames of a video, or the one of a picture, with what there is to warn of.</summary>
    /// <param name="frames">At least one.</param>
    /// <param name="faces">The most faces in one of them.</param>
    public static MediaQuality Report(IReadOnlyList<FaceMeasures> frames, int faces)
    {
        var (blur, darkness) = (frames.Average(f => f.Blur), frames.Average(f => f.Darkness));
        (bool Applies, QualityWarning Warning)[] warnings =
            [(blur > Blurred, QualityWarning.Blurred), (darkness > Dark, QualityWarning.Dark)];
        return new MediaQuality
        {
            Blur = blur,
            Darkness = darkness,
            Faces = faces,
            Parts = frames.Count,
            Warnings = [.. warnings.Where(warning => warning.Applies).Select(warning => warning.Warning)],
        };
    }

    private static double LaplacianVariance(ReadOnlySpan<float> luma, int width, int height)
    {
        var (sum, squares, count) = (0.0, 0.0, 0);
        for (var y = 1; y < height - 1; y++)
        {
            for (var x = 1; x < width - 1; x++)
            {
                var i = (y * width) + x;
                double edge = luma[i - 1] + luma[i + 1] + luma[i - width] + luma[i + width] - (4 * luma[i]);
                (sum, squares, count) = (sum + edge, squares + (edge * edge), count + 1);
            }
        }

        return count == 0 ? 0 : (squares / count) - (sum / count * (sum / count));
    }
}

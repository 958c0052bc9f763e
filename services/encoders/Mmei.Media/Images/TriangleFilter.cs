
namespace Mmei.Media.Images;

/// <summary>
/// Separable resize with a triangle (bilinear) filter that widens with the reduction, so that shrinking averages instead of skipping.
/// Weights and sums in double precision, float between the passes, horizontal pass first: the numbers of Pillow's BILINEAR on mode F.
/// </summary>
public static class TriangleFilter
{
    /// <summary>Resizes one plane.</summary>
    /// <param name="plane">Rows of <paramref name="stride"/> bytes, of which the first <paramref name="width"/> count.</param>
    /// <param name="stride">Bytes from one row to the next.</param>
    /// <param name="width">Columns to read.</param>
    /// <param name="height">Rows to read.</param>
    /// <param name="destination">Receives newHeight x newWidth values in 0..255, row-major.</param>
    /// <param name="newWidth">Columns to make.</param>
    /// <param name="newHeight">Rows to make.</param>
    public static void Resize(
        ReadOnlySpan<byte> plane, int stride, int width, int height, Span<float> destination, int newWidth, int newHeight)
    {
        var rows = new float[height * newWidth];
        var across = Window.For(width, newWidth);
        for (var y = 0; y < height; y++)
        {
            var source = plane.Slice(y * stride, width);
            for (var x = 0; x < newWidth; x++)
            {
                rows[(y * newWidth) + x] = across[x].Sum(source);
            }
        }

        var down = Window.For(height, newHeight);
        var sums = new double[newWidth];
        for (var y = 0; y < newHeight; y++)
        {
            down[y].SumRows(rows, sums);
            for (var x = 0; x < newWidth; x++)
            {
                destination[(y * newWidth) + x] = (float)sums[x];
            }
        }
    }

    /// <summary>The source samples that one new sample sees, and their weights, which sum to 1.</summary>
    private readonly record struct Window(int Start, double[] Weights)
    {
        public static Window[] For(int size, int newSize)
        {
            var scale = (double)size / newSize;
            var support = Math.Max(scale, 1);
            return [.. Enumerable.Range(0, newSize).Select(i => At((i + 0.5) * scale, support, size))];
        }

        public float Sum(ReadOnlySpan<byte> samples)
        {
            var sum = 0d;
            for (var i = 0; i < Weights.Length; i++)
            {
                sum += samples[Start + i] * Weights[i];
            }

            return (float)sum;
        }

        public void SumRows(float[] rows, Span<double> sums)
        {
            sums.Clear();
            for (var i = 0; i < Weights.Length; i++)
            {
                var row = rows.AsSpan((Start + i) * sums.Length, sums.Length);
                for (var x = 0; x < row.Length; x++)
                {
                    sums[x] += row[x] * Weights[i];
                }
            }
        }

        private static Window At(double centre, double support, int size)
        {
            var start = Math.Max((int)(centre - support + 0.5), 0);
            var end = Math.Min((int)(centre + support + 0.5), size);
            var weights = new double[end - start];
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] = Math.Max(1 - Math.Abs((start + i - centre + 0.5) / support), 0);
            }

            var total = weights.Sum();
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] /= total;
            }

            return new Window(start, weights);
        }
    }
}

using System.Numerics.Tensors;

namespace Mmei.Media.Audio;

/// <summary>Where something is heard, by level: frames of 20 ms against the loudest one and against an absolute floor.</summary>
public static class VoiceActivity
{
    private const double FrameSeconds = 0.02;

    /// <summary>-60 dB of full scale.</summary>
    private const float Floor = 1e-3f;

    /// <summary>40 dB under the loudest frame.</summary>
    private const float UnderLoudest = 1e-2f;

    /// <summary>A run of so many samples at full scale is a peak that was cut off, not one that just fits.</summary>
    private const int ClippedRun = 3;
    private const float FullScale = 0.999f;

    /// <summary>For each frame of 20 ms, whether anything is heard in it.</summary>
    public static bool[] Frames(ReadOnlySpan<float> samples, int sampleRate)
    {
        var length = Math.Max((int)(FrameSeconds * sampleRate), 1);
        var levels = new float[(samples.Length + length - 1) / length];
        for (var i = 0; i < levels.Length; i++)
        {
            levels[i] = Level(samples.Slice(i * length, Math.Min(length, samples.Length - (i * length))));
        }

        var threshold = Math.Max(Floor, levels.Length == 0 ? 0 : levels.Max() * UnderLoudest);
        return Array.ConvertAll(levels, level => level > threshold);
    }

    /// <summary>The share of the samples that lie in peaks that were cut off.</summary>
    public static double ClippedShare(ReadOnlySpan<float> samples)
    {
        var (clipped, run) = (0, 0);
        foreach (var sample in samples)
        {
            run = Math.Abs(sample) >= FullScale ? run + 1 : 0;
            clipped += run == ClippedRun ? ClippedRun : run > ClippedRun ? 1 : 0;
        }

        return samples.IsEmpty ? 0 : (double)clipped / samples.Length;
    }

    /// <summary>Root mean square about the mean, so that a recorder's constant offset is no sound.</summary>
    private static float Level(ReadOnlySpan<float> frame)
    {
        var mean = TensorPrimitives.Sum(frame) / frame.Length;
        return MathF.Sqrt(Math.Max((TensorPrimitives.SumOfSquares(frame) / frame.Length) - (mean * mean), 0));
    }
}

using System.Numerics.Tensors;
using Mmei.Contracts.Media;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;

namespace Mmei.Media.Audio;

/// <summary>From a sound to the samples that a speech model sees.</summary>
public static class Speech
{
    /// <summary>-80 dB of full scale: below it a recording holds nothing but the noise of its own quantisation.</summary>
    private const float SilentPeak = 1e-4f;

    private const double VarianceFloor = 1e-7;
    private const int SumBlock = 512;
    private const double MostlySilent = 0.8;
    private const double Clipped = 0.005;

    /// <summary>The resampler's neighbours at the cut, which a decoder delivers too, do not make a sound longer.</summary>
    private const double Slack = 0.05;

    /// <summary>
    /// Resamples, keeps the first <paramref name="heardSeconds"/>, cuts that into windows and drops those in which nothing is heard. A
    /// sound of up to one and a half windows is its first window, as in training; of a longer one the rest is a window too where it is half
    /// of one or more, and then ends where the sound ends. A window is padded with zeros to its least length and brought to zero mean and
    /// unit variance: (x - mean) / sqrt(variance + 1e-7).
    /// </summary>
    /// <exception cref="MediaRejectedException">The sound is silent.</exception>
    public static PreparedSpeech Windows(Waveform sound, SpeechWindow window, double heardSeconds)
    {
        ArgumentNullException.ThrowIfNull(sound);
        ArgumentNullException.ThrowIfNull(window);
        var resampled = Resampler.Resample(sound, window.SampleRate).Samples;
        var heard = resampled.AsSpan(0, Math.Min(resampled.Length, (int)(Math.Max(heardSeconds, window.MaxSeconds) * window.SampleRate)));
        var active = VoiceActivity.Frames(heard, window.SampleRate);
        var windows = new List<float[]>();
        foreach (var range in Ranges(heard.Length, (int)(window.MaxSeconds * window.SampleRate)))
        {
            var part = heard[range];
            if (TensorPrimitives.Max<float>(part) - TensorPrimitives.Min<float>(part) >= SilentPeak)
            {
                windows.Add(Normalised(part, (int)(window.MinSeconds * window.SampleRate)));
            }
        }

        return windows.Count == 0
            ? throw new MediaRejectedException(RejectionCode.Empty, "The sound is silent.")
            : new PreparedSpeech(windows, Report(sound, active, windows.Count, (double)heard.Length / window.SampleRate, heardSeconds));
    }

    private static IEnumerable<Range> Ranges(int length, int window)
    {
        yield return new Range(0, Math.Min(length, window));
        if (length <= window + (window / 2))
        {
            yield break;
        }

        var start = window;
        for (; start + window <= length; start += window)
        {
            yield return new Range(start, start + window);
        }

        if (length - start >= window / 2)
        {
            yield return new Range(length - window, length);
        }
    }

    private static MediaQuality Report(Waveform sound, bool[] active, int windows, double seconds, double heardSeconds)
    {
        var silent = 1 - ((double)active.Count(heard => heard) / active.Length);
        var clipped = VoiceActivity.ClippedShare(sound.Samples);
        (bool Applies, QualityWarning Warning)[] warnings =
        [
            (silent > MostlySilent, QualityWarning.MostlySilent),
            (clipped > Clipped, QualityWarning.Clipped),
            ((double)sound.Samples.Length / sound.SampleRate > heardSeconds + Slack, QualityWarning.Shortened),
        ];
        return new MediaQuality
        {
            SilentShare = silent,
            ClippedShare = clipped,
            Seconds = seconds,
            Parts = windows,
            Warnings = [.. warnings.Where(warning => warning.Applies).Select(warning => warning.Warning)],
        };
    }

    private static float[] Normalised(ReadOnlySpan<float> heard, int least)
    {
        var samples = new float[Math.Max(heard.Length, least)];
        heard.CopyTo(samples);
        TensorPrimitives.Subtract(samples, (float)(Sum(samples, TensorPrimitives.Sum<float>) / samples.Length), samples);
        var variance = Sum(samples, TensorPrimitives.SumOfSquares<float>) / samples.Length;
        TensorPrimitives.Multiply(samples, (float)(1 / Math.Sqrt(variance + VarianceFloor)), samples);
        return samples;
    }

    /// <summary>Adds up in short blocks, and those in double precision: sums of a whole sound would lose what single samples add.</summary>
    private static double Sum(ReadOnlySpan<float> samples, Reduction reduce)
    {
        var sum = 0.0;
        for (; samples.Length > SumBlock; samples = samples[SumBlock..])
        {
            sum += reduce(samples[..SumBlock]);
        }

        return sum + reduce(samples);
    }

    private delegate float Reduction(ReadOnlySpan<float> samples);
}

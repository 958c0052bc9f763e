using System.Numerics.Tensors;
using Mmei.Contracts.Media;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;

namespace Mmei.Media.Audio;

/// <summary>From a sound to the samples that a speech model sees.</summary>
public static class Speech
{
    private const double VarianceFloor = 1e-7;
    private const int SumBlock = 512;
    private const double LittleSpeech = 0.2;
    private const double Clipped = 0.005;

    /// <summary>A run of so many samples at full scale is a peak that was cut off, not one that just fits.</summary>
    private const int ClippedRun = 3;
    private const float FullScale = 0.999f;

    /// <summary>The resampler's neighbours at the cut, which a decoder delivers too, do not make a sound longer.</summary>
    private const double Slack = 0.05;

    /// <summary>
    /// Resamples, keeps what is spoken in the first <paramref name="heardSeconds"/>, and cuts that into windows. Speech of up to one and a
    /// half windows is its first window, as in training; of longer one the rest is a window too where it is half of one or more, and then
    /// ends where the speech ends. A window is padded with zeros to its least length and brought to zero mean and unit variance:
    /// (x - mean) / sqrt(variance + 1e-7).
    /// </summary>
    /// <exception cref="MediaRejectedException">Nobody speaks.</exception>
    public static PreparedSpeech Windows(Waveform sound, SpeechWindow window, double heardSeconds, IVoiceDetector voices)
    {
        ArgumentNullException.ThrowIfNull(sound);
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(voices);
        var resampled = Resampler.Resample(sound, window.SampleRate).Samples;
        var heard = resampled.AsSpan(0, Math.Min(resampled.Length, (int)(Math.Max(heardSeconds, window.MaxSeconds) * window.SampleRate)));
        var spoken = voices.Rule.Find(voices.Detect(heard), heard.Length);
        if (spoken.Parts.Count == 0)
        {
            throw new MediaRejectedException(RejectionCode.NoSpeech, "Nobody speaks in the sound.");
        }

        var speech = Joined(heard, spoken.Parts);
        float[][] windows =
        [
            .. Ranges(speech.Length, (int)(window.MaxSeconds * window.SampleRate))
                .Select(range => Normalised(speech.AsSpan(range), (int)(window.MinSeconds * window.SampleRate))),
        ];
        return new PreparedSpeech(
            windows, Report(sound, spoken.Share, windows.Length, (double)heard.Length / window.SampleRate, heardSeconds));
    }

    private static float[] Joined(ReadOnlySpan<float> sound, IReadOnlyList<Range> parts)
    {
        var speech = new List<float>(sound.Length);
        foreach (var part in parts)
        {
            speech.AddRange(sound[part]);
        }

        return [.. speech];
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

    private static MediaQuality Report(Waveform sound, double speech, int windows, double seconds, double heardSeconds)
    {
        var clipped = ClippedShare(sound.Samples);
        (bool Applies, QualityWarning Warning)[] warnings =
        [
            (speech < LittleSpeech, QualityWarning.LittleSpeech),
            (clipped > Clipped, QualityWarning.Clipped),
            ((double)sound.Samples.Length / sound.SampleRate > heardSeconds + Slack, QualityWarning.Shortened),
        ];
        return new MediaQuality
        {
            SpeechShare = speech,
            ClippedShare = clipped,
            Seconds = seconds,
            Parts = windows,
            Warnings = [.. warnings.Where(warning => warning.Applies).Select(warning => warning.Warning)],
        };
    }

    /// <summary>The share of the samples that lie in peaks that were cut off.</summary>
    private static double ClippedShare(ReadOnlySpan<float> samples)
    {
        var (clipped, run) = (0, 0);
        foreach (var sample in samples)
        {
            run = Math.Abs(sample) >= FullScale ? run + 1 : 0;
            clipped += run == ClippedRun ? ClippedRun : run > ClippedRun ? 1 : 0;
        }

        return samples.IsEmpty ? 0 : (double)clipped / samples.Length;
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

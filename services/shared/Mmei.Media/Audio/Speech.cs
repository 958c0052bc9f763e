using Mmei.Contracts.V1;

namespace Mmei.Media;

/// <summary>From a sound to the samples that a speech model sees.</summary>
public static class Speech
{
    /// <summary>-80 dB of full scale: below it a recording holds nothing but the noise of its own quantisation.</summary>
    private const float SilentPeak = 1e-4f;

    private const double VarianceFloor = 1e-7;

    /// <summary>
    /// Resamples, keeps the first <paramref name="maxSeconds"/>, pads with zeros to <paramref name="minSeconds"/>, then brings to zero mean and
    /// unit variance: (x - mean) / sqrt(variance + 1e-7).
    /// </summary>
    /// <exception cref="MediaRejectedException">The sound is silent.</exception>
    public static float[] Prepare(Waveform sound, int sampleRate, double minSeconds, double maxSeconds)
    {
        ArgumentNullException.ThrowIfNull(sound);
        var heard = Resampler.Resample(sound, sampleRate).Samples;
        heard = heard.AsSpan(0, Math.Min(heard.Length, (int)(maxSeconds * sampleRate))).ToArray();
        if (heard.Max() - heard.Min() < SilentPeak)
        {
            throw new MediaRejectedException(RejectionCode.Empty, "The sound is silent.");
        }

        Array.Resize(ref heard, Math.Max(heard.Length, (int)(minSeconds * sampleRate)));
        Normalise(heard);
        return heard;
    }

    private static void Normalise(float[] samples)
    {
        var mean = samples.Average(s => (double)s);
        var variance = samples.Average(s => (s - mean) * (s - mean));
        var scale = 1 / Math.Sqrt(variance + VarianceFloor);
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (float)((samples[i] - mean) * scale);
        }
    }
}

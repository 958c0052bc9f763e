using System.Collections.Concurrent;
using System.Numerics.Tensors;

namespace Mmei.Media.Audio;

/// <summary>Changes the sample rate of a sound without aliasing. Silence is assumed before and after it.</summary>
public static class Resampler
{
    /// <summary>
    /// Kernels of the usual rates are small and kept; odd rates have large ones, which a sender must not be able to pile up.
    /// </summary>
    private const int LargestKept = 100_000;
    private const int MostKept = 32;

    private static readonly ConcurrentDictionary<(int From, int To), SincKernel> Kernels = new();

    /// <summary>The sound at <paramref name="sampleRate"/>, of ceil(samples x new rate / old rate) samples.</summary>
    public static Waveform Resample(Waveform sound, int sampleRate)
    {
        ArgumentNullException.ThrowIfNull(sound);
        if (sound.SampleRate == sampleRate)
        {
            return sound;
        }

        var kernel = Kernel(sound.SampleRate, sampleRate);
        var length = (((long)sound.Samples.Length * kernel.Phases) + kernel.Step - 1) / kernel.Step;
        var samples = new float[checked((int)length)];
        for (var n = 0; n < samples.Length; n++)
        {
            var (block, phase) = Math.DivRem(n, kernel.Phases);
            samples[n] = Product(sound.Samples, kernel[phase], block * kernel.Step);
        }

        return new Waveform(samples, sampleRate);
    }

    private static float Product(ReadOnlySpan<float> input, SincKernel.Phase phase, int position)
    {
        var start = position + phase.Offset;
        var skip = Math.Max(-start, 0);
        var count = Math.Min(phase.Taps.Length, input.Length - start) - skip;
        return count <= 0 ? 0 : TensorPrimitives.Dot(input.Slice(start + skip, count), phase.Taps.AsSpan(skip, count));
    }

    private static SincKernel Kernel(int from, int to)
    {
        if (Kernels.TryGetValue((from, to), out var kept))
        {
            return kept;
        }

        var kernel = new SincKernel(from, to);
        if (kernel.TapCount <= LargestKept && Kernels.Count < MostKept)
        {
            Kernels.TryAdd((from, to), kernel);
        }

        return kernel;
    }
}

namespace Mmei.Media.Audio;

/// <summary>
/// The polyphase form of a Hann-windowed sinc low-pass filter of 6 zero crossings at 0.99 of the lower Nyquist rate: output n is the
/// product of the taps of phase n mod Phases with the input from n / Phases x Step on. The filter of torchaudio.functional.resample.
/// </summary>
internal sealed class SincKernel
{
    private const int ZeroCrossings = 6;
    private const double Rolloff = 0.99;

    private readonly Phase[] _phases;

    public SincKernel(int fromRate, int toRate)
    {
        var divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(fromRate, toRate);
        Step = fromRate / divisor;
        _phases = new Phase[toRate / divisor];
        for (var i = 0; i < _phases.Length; i++)
        {
            _phases[i] = Taps(i, Step, _phases.Length);
        }
    }

    /// <summary>Input samples from one use of a phase to its next.</summary>
    public int Step { get; }

    public int Phases => _phases.Length;

    public int TapCount => _phases.Sum(p => p.Taps.Length);

    /// <summary>Where the taps of <paramref name="phase"/> begin, relative to its place in the input, and the taps.</summary>
    public Phase this[int phase] => _phases[phase];

    private static Phase Taps(int phase, int step, int phaseCount)
    {
        // Time is measured in periods of the lower rate; the window is zero from ZeroCrossings on.
        var rate = Math.Min(step, phaseCount) * Rolloff;
        var centre = (double)phase / phaseCount * step;
        var reach = ZeroCrossings * step / rate;
        var first = (int)Math.Ceiling(centre - reach);
        var last = (int)Math.Floor(centre + reach);
        var taps = new float[last - first + 1];
        for (var i = 0; i < taps.Length; i++)
        {
            var t = (((double)(first + i) / step) - ((double)phase / phaseCount)) * rate;
            var window = Math.Pow(Math.Cos(Math.Clamp(t, -ZeroCrossings, ZeroCrossings) * Math.PI / ZeroCrossings / 2), 2);
            var sinc = t == 0 ? 1 : Math.Sin(t * Math.PI) / (t * Math.PI);
            taps[i] = (float)(sinc * window * rate / step);
        }

        return new Phase(first, taps);
    }

    internal readonly record struct Phase(int Offset, float[] Taps);
}

namespace Mmei.Media.Audio;

/// <summary>Mono sound.</summary>
/// <param name="Samples">Amplitudes in [-1, 1].</param>
/// <param name="SampleRate">Hertz.</param>
public sealed record Waveform(float[] Samples, int SampleRate);

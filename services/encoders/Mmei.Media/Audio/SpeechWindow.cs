namespace Mmei.Media.Audio;

/// <summary>What a speech model hears at once.</summary>
/// <param name="SampleRate">Hertz.</param>
/// <param name="MinSeconds">Shorter sounds are padded with zeros.</param>
/// <param name="MaxSeconds">Longer ones are heard as several windows.</param>
public sealed record SpeechWindow(int SampleRate, double MinSeconds, double MaxSeconds);

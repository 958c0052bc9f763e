namespace Mmei.Media.Audio;

/// <summary>Hears whether somebody speaks.</summary>
public interface IVoiceDetector
{
    /// <summary>How its probabilities are read.</summary>
    VoiceRule Rule { get; }

    /// <summary>
    /// How likely each window of <see cref="VoiceRule.Window"/> samples holds speech, 0 to 1; the last may be a part of one.
    /// </summary>
    /// <param name="samples">Mono, at <see cref="VoiceRule.SampleRate"/>, in [-1, 1]; at least one.</param>
    float[] Detect(ReadOnlySpan<float> samples);
}

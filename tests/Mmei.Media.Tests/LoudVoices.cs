using Mmei.Media.Audio;

namespace Mmei.Media.Tests;

/// <summary>Stands in for the model that hears voices, which these tests go without: whatever is heard at all is speech.</summary>
internal sealed class LoudVoices : IVoiceDetector
{
    public const int Window = 512;

    public VoiceRule Rule { get; } = new(16_000, Window, Threshold: 0.5f, MinWindows: 1, Margin: TimeSpan.Zero);

    public float[] Detect(ReadOnlySpan<float> samples)
    {
        var probabilities = new float[(samples.Length + Window - 1) / Window];
        for (var i = 0; i < probabilities.Length; i++)
        {
            var window = samples[(i * Window)..Math.Min((i + 1) * Window, samples.Length)];
            probabilities[i] = window.ContainsAnyExceptInRange(-1e-4f, 1e-4f) ? 1 : 0;
        }

        return probabilities;
    }
}

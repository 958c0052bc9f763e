namespace Mmei.Media.Audio;

/// <summary>What of a sound is speech, by the probabilities of its windows.</summary>
/// <param name="SampleRate">Hertz.</param>
/// <param name="Window">Samples of one.</param>
/// <param name="Threshold">The least probability of a window in which somebody speaks.</param>
/// <param name="MinWindows">In fewer of them nobody speaks.</param>
/// <param name="Margin">How much of the room before and after speech belongs to it.</param>
public sealed record VoiceRule(int SampleRate, int Window, float Threshold, int MinWindows, TimeSpan Margin)
{
    /// <summary>The stretches in which somebody speaks with their margins, and the share of windows that are speech.</summary>
    /// <param name="probabilities">Of each window.</param>
    /// <param name="length">Samples of the sound.</param>
    public SpokenParts Find(ReadOnlySpan<float> probabilities, int length)
    {
        var margin = (int)Math.Round(Margin.TotalSeconds * SampleRate);
        var parts = new List<(int Begin, int End)>();
        var spoken = 0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            if (probabilities[i] < Threshold)
            {
                continue;
            }

            spoken++;
            var (begin, end) = (Math.Max((i * Window) - margin, 0), Math.Min(((i + 1) * Window) + margin, length));
            if (parts.Count > 0 && begin <= parts[^1].End)
            {
                parts[^1] = (parts[^1].Begin, end);
            }
            else
            {
                parts.Add((begin, end));
            }
        }

        return spoken < MinWindows
            ? new SpokenParts([], 0)
            : new SpokenParts([.. parts.Select(part => part.Begin..part.End)], (double)spoken / probabilities.Length);
    }
}

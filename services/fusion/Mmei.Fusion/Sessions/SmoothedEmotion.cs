using System.Collections.Immutable;

namespace Mmei.Fusion.Sessions;

/// <summary>
/// The mean of a session's emotions, each weighted by its confidence and forgotten exponentially with time: Brown's simple exponential
/// smoothing (1956) for observations at irregular times. Immutable; time is passed in.
/// </summary>
/// <param name="Probabilities">7 probabilities.</param>
/// <param name="Weight">The confidence in it: that of its observations, less what was forgotten of each.</param>
internal sealed record SmoothedEmotion(ImmutableArray<double> Probabilities, double Weight)
{
    /// <param name="emotion">7 probabilities.</param>
    /// <param name="confidence">0 to 1; an observation of confidence 0 changes nothing.</param>
    /// <param name="elapsed">Since the last observation.</param>
    /// <param name="halfLife">After which an observation weighs half.</param>
    public SmoothedEmotion Next(IReadOnlyList<double> emotion, double confidence, TimeSpan elapsed, TimeSpan halfLife)
    {
        var weight = (Weight * Math.Pow(2, -(elapsed / halfLife))) + confidence;
        var gain = weight > 0 ? confidence / weight : 0;
        return new SmoothedEmotion([.. Probabilities.Zip(emotion, (mean, value) => mean + (gain * (value - mean)))], weight);
    }
}

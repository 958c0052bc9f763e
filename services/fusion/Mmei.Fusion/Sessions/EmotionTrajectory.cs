using Mmei.Contracts.V1;

namespace Mmei.Fusion.Sessions;

/// <summary>
/// How the emotion of a session developed up to its latest observation: a function of the observations and the times between. Immutable.
/// </summary>
/// <param name="Observations">How many there were.</param>
/// <param name="Change">Present when the latest is a change point.</param>
internal sealed record EmotionTrajectory(int Observations, SmoothedEmotion Smoothed, PageTest Test, EmotionChange? Change)
{
    /// <param name="emotion">7 probabilities of the first observation.</param>
    /// <param name="confidence">0 to 1.</param>
    public static EmotionTrajectory Begin(IReadOnlyList<double> emotion, double confidence) =>
        new(Observations: 1, new SmoothedEmotion([.. emotion], confidence), PageTest.Begin(emotion), Change: null);

    /// <param name="emotion">7 probabilities.</param>
    /// <param name="confidence">0 to 1.</param>
    /// <param name="elapsed">Since the observation before.</param>
    public EmotionTrajectory Next(IReadOnlyList<double> emotion, double confidence, TimeSpan elapsed, SessionMemoryOptions options)
    {
        var test = Test.Next(emotion, confidence, options.ChangeNats);
        return new EmotionTrajectory(
            Observations + 1,
            Smoothed.Next(emotion, confidence, elapsed, options.HalfLife),
            test,
            test.Current == Test.Current ? null : new EmotionChange { From = Test.Current, To = test.Current });
    }

    public SessionTrajectory ToContract() => new()
    {
        Observations = Observations,
        Smoothed = Smoothed.Probabilities,
        Current = Test.Current,
        Change = Change,
    };
}

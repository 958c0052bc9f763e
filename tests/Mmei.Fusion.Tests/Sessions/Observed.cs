using Mmei.Contracts.Taxonomy;

namespace Mmei.Fusion.Tests.Sessions;

/// <summary>What one observation of a session came to.</summary>
/// <param name="Seconds">Since the observation before.</param>
internal sealed record Observed(double[] Emotion, double Confidence, int Seconds)
{
    public Emotion MostProbable => Enum.GetValues<Emotion>().MaxBy(emotion => Emotion[(int)emotion]);
}

namespace Mmei.Learning.Features;

/// <summary>Valence and arousal of a distribution over the seven emotions, each in [-1, 1].</summary>
/// <remarks>
/// Pleasure and arousal of the emotion terms, as commonly cited after Russell and Mehrabian, "Evidence for a three-factor theory of
/// emotions", Journal of Research in Personality 11 (1977). Neutral is the origin.
/// </remarks>
public readonly record struct Affect(double Valence, double Arousal)
{
    // anger, disgust, fear, joy, neutral, sadness, surprise
    private static ReadOnlySpan<double> Valences => [-0.51, -0.60, -0.64, 0.76, 0, -0.63, 0.40];

    private static ReadOnlySpan<double> Arousals => [0.59, 0.35, 0.60, 0.48, 0, -0.27, 0.67];

    /// <param name="emotion">Emotion probabilities, length 7; zeros give the origin.</param>
    public static Affect Of(ReadOnlySpan<double> emotion)
    {
        var (valence, arousal) = (0.0, 0.0);
        for (var i = 0; i < emotion.Length; i++)
        {
            valence += emotion[i] * Valences[i];
            arousal += emotion[i] * Arousals[i];
        }

        return new Affect(valence, arousal);
    }
}

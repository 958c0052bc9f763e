namespace Mmei.Learning.Features;

/// <summary>Valence and arousal of a distribution over the seven emotions, each in [-1, 1].</summary>
/// <remarks>
/// Pleasure and arousal ratings of the emotion terms: Russell and Mehrabian, "Evidence for a three-factor theory of emotions", Journal of
/// Research in Personality 11 (1977), table 4. Neutral is the origin.
/// </remarks>
public readonly record struct Affect(float Valence, float Arousal)
{
    // anger, disgust, fear, joy, neutral, sadness, surprise
    private static ReadOnlySpan<float> Valences => [-0.51f, -0.60f, -0.64f, 0.76f, 0f, -0.63f, 0.40f];

    private static ReadOnlySpan<float> Arousals => [0.59f, 0.35f, 0.60f, 0.48f, 0f, -0.27f, 0.67f];

    /// <param name="emotion">Emotion probabilities, length 7; zeros give the origin.</param>
    public static Affect Of(ReadOnlySpan<float> emotion)
    {
        var (valence, arousal) = (0f, 0f);
        for (var i = 0; i < emotion.Length; i++)
        {
            valence += emotion[i] * Valences[i];
            arousal += emotion[i] * Arousals[i];
        }

        return new Affect(valence, arousal);
    }
}

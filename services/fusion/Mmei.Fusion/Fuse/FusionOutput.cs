using Mmei.Contracts.Taxonomy;

namespace Mmei.Fusion.Fuse;

/// <summary>What the model gives for one observation.</summary>
/// <param name="Emotion">p_e (eq. 4), pooled with what the encoders read (<see cref="LateFusion"/>), 7 probabilities.</param>
/// <param name="Intent">p_i (eq. 5), 5 probabilities.</param>
/// <param name="Weights">
/// a_v, a_a, a_t (eq. 3), pooled as the emotion is, in the order of <see cref="Modality"/>; 0 for an absent modality.
/// </param>
/// <param name="Confidence">Calibrated, 0 to 1.</param>
/// <param name="Fused">F (eq. 3): 256 numbers, L2 norm 1.</param>
internal sealed record FusionOutput(double[] Emotion, double[] Intent, double[] Weights, double Confidence, float[] Fused)
{
    /// <summary>
    /// The same, but that a share of the evidence, 0 to 1, may as well be chance: what was likely stays so, with less certainty.
    /// </summary>
    public FusionOutput InDoubt(double share) => share == 0 ? this : this with
    {
        Emotion = [.. Emotion.Select(probability => Doubted(probability, share, Emotion.Length))],
        Intent = [.. Intent.Select(probability => Doubted(probability, share, Intent.Length))],
        Confidence = Doubted(Confidence, share, Emotion.Length),
    };

    private static double Doubted(double probability, double share, int labels) => ((1 - share) * probability) + (share / labels);
}

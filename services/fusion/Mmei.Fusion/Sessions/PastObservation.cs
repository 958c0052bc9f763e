namespace Mmei.Fusion.Sessions;

/// <summary>What an earlier observation of a session came to.</summary>
/// <param name="Emotion">p_e (eq. 4), 7 probabilities.</param>
/// <param name="Intent">p_i (eq. 5), 5 probabilities.</param>
/// <param name="Age">How long ago it was fused.</param>
internal sealed record PastObservation(double[] Emotion, double[] Intent, TimeSpan Age);

namespace Mmei.Fusion.Sessions;

/// <summary>What one observation of a session came to.</summary>
/// <param name="Emotion">p_e (eq. 4), 7 probabilities.</param>
/// <param name="Intent">p_i (eq. 5), 5 probabilities.</param>
/// <param name="At">When it was fused, as a monotonic timestamp.</param>
/// <param name="Trajectory">The session's up to it.</param>
internal sealed record RememberedState(Guid ObservationId, double[] Emotion, double[] Intent, long At, EmotionTrajectory Trajectory);

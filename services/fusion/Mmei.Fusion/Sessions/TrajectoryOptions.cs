using System.ComponentModel.DataAnnotations;

namespace Mmei.Fusion.Sessions;

/// <summary>Section <c>Fusion:Trajectory</c>: how a session's emotion is followed.</summary>
internal sealed class TrajectoryOptions
{
    public const string Section = "Fusion:Trajectory";

    /// <summary>After how many seconds an observation counts half in the smoothed emotion.</summary>
    [Range(1, 86_400)]
    public double HalfLifeSeconds { get; init; } = 60;

    /// <summary>
    /// How much must speak for another emotion before the session's changes, as a log-likelihood ratio in nats; 3 is odds of 20 to 1.
    /// </summary>
    [Range(0.1, 100)]
    public double ChangeNats { get; init; } = 3;

    public TimeSpan HalfLife => TimeSpan.FromSeconds(HalfLifeSeconds);
}

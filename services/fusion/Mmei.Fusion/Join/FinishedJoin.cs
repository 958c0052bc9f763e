namespace Mmei.Fusion.Join;

/// <summary>A join that is over, and the table that waits to hear that its outcome is published.</summary>
internal sealed record FinishedJoin(JoinTable Table, JoinedObservation Joined);

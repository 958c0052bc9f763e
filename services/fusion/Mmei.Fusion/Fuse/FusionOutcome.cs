using Mmei.Contracts.V1;
using Mmei.Fusion.Join;

namespace Mmei.Fusion.Fuse;

/// <summary>What became of one join.</summary>
/// <param name="Joined">The join, less the parts that could not be fused.</param>
/// <param name="State">Null when no modality could be used.</param>
/// <param name="JoinMs">From the end of the join to the start of fusion.</param>
/// <param name="FusionMs">The model run of the batch it was in.</param>
internal sealed record FusionOutcome(JoinedObservation Joined, FusedState? State, double JoinMs = 0, double FusionMs = 0)
{
    /// <summary>How its session developed up to it; null without a session.</summary>
    public SessionTrajectory? Session { get; init; }
}

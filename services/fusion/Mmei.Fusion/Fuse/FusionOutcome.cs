using Mmei.Contracts.V1;
using Mmei.Fusion.Join;

namespace Mmei.Fusion.Fuse;

/// <summary>What became of a joined observation.</summary>
/// <param name="Joined">The join, less the modalities that could not be fused.</param>
/// <param name="Perception">Null where no modality could be used.</param>
/// <param name="Fused">F (eq. 3): 1 x 256, L2 norm 1; null as the perception is.</param>
internal sealed record FusionOutcome(JoinedObservation Joined, Perception? Perception = null, EncodedTensor? Fused = null);

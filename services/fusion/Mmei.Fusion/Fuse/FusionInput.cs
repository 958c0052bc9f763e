using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Fusion.Sessions;

namespace Mmei.Fusion.Fuse;

/// <summary>Everything about one observation that the model fuses.</summary>
/// <param name="Encoded">Its encoded modalities; at least one.</param>
/// <param name="Context">Signals beside them, where the caller gave some.</param>
/// <param name="Past">What came before in its session, newest first; empty without a session.</param>
internal sealed record FusionInput(
    IReadOnlyDictionary<Modality, ModalityEncoded> Encoded, ObservationContext? Context, IReadOnlyList<PastObservation> Past);

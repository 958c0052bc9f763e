
namespace Mmei.Contracts.Taxonomy;

/// <summary>What became of one modality of an observation.</summary>
public enum ModalityStatus
{
    /// <summary>Encoded in time and part of the fused state.</summary>
    Used,

    /// <summary>Looked at and found unusable; the reason says why.</summary>
    Rejected,

    /// <summary>Sent, but not consented to: dropped at the edge, never processed.</summary>
    Withheld,

    /// <summary>Expected but not there at the deadline: the answer is degraded.</summary>
    Missing,
}

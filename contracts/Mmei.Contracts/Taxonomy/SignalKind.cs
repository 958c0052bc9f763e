
namespace Mmei.Contracts.Taxonomy;

/// <summary>What a person can do with a recommended item.</summary>
public enum SignalKind
{
    /// <summary>Seconds spent with it.</summary>
    Dwell,

    /// <summary>How much of it was played or read, 0 to 1.</summary>
    Complete,

    Like,

    Dislike,

    Replay,

    Share,

    Skip,

    /// <summary>A later observation of the same person.</summary>
    Emotion,
}

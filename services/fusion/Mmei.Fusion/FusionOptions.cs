using System.ComponentModel.DataAnnotations;

namespace Mmei.Fusion;

/// <summary>Section <c>Fusion</c>.</summary>
public sealed class FusionOptions
{
    public const string Section = "Fusion";

    /// <summary>How many joined observations one model run takes at most.</summary>
    [Range(1, 256)]
    public int MaxBatch { get; init; } = 16;

    /// <summary>How many unacknowledged parts one shard may hold; the bound on memory, and the back-pressure on encoders.</summary>
    [Range(16, 60_000)]
    public int PartsInFlight { get; init; } = 2_000;

    /// <summary>How long a part waits for its ticket before it is dropped, in seconds.</summary>
    [Range(1, 600)]
    public int OrphanSeconds { get; init; } = 15;
}

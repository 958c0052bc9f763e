using System.ComponentModel.DataAnnotations;
using Mmei.Fusion.Join;

namespace Mmei.Fusion;

/// <summary>Section <c>Fusion</c>.</summary>
public sealed class FusionOptions
{
    public const string Section = "Fusion";

    /// <summary>How many joined observations one model run takes at most.</summary>
    [Range(1, 256)]
    public int MaxBatch { get; init; } = 16;

    /// <summary>How many unacknowledged messages one shard may hold; the bound on joins, and the back-pressure on the queue.</summary>
    [Range(16, 60_000)]
    public int PartsInFlight { get; init; } = 2_000;

    /// <summary>How many bytes of parts one shard may hold: with parts of the largest size, fewer than <see cref="PartsInFlight"/> are taken.</summary>
    [Range(1 << 20, int.MaxValue)]
    public int BytesInFlight { get; init; } = 8 << 20;

    /// <summary>How long a part waits for its ticket before it is dropped, in seconds.</summary>
    [Range(1, 600)]
    public int OrphanSeconds { get; init; } = 15;

    /// <summary>How many messages of one shard the broker may hand out unacknowledged: the tighter of the two bounds.</summary>
    public int Prefetch => Math.Max(16, Math.Min(PartsInFlight, BytesInFlight / PartShape.MaxBytes));
}

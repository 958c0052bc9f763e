using System.ComponentModel.DataAnnotations;

namespace Mmei.Fusion.Join;

/// <summary>Section <c>Fusion:Join</c>.</summary>
internal sealed class JoinOptions
{
    public const string Section = "Fusion:Join";

    /// <summary>How many unacknowledged messages one shard may hold; the bound on joins, and the back-pressure on the queue.</summary>
    [Range(16, 60_000)]
    public int MessagesInFlight { get; init; } = 2_000;

    /// <summary>How many bytes one shard may hold: of the largest messages fewer than <see cref="MessagesInFlight"/> are taken.</summary>
    [Range(1 << 20, int.MaxValue)]
    public int BytesInFlight { get; init; } = 8 << 20;

    /// <summary>How long a modality waits for its ticket before it is dropped.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan OrphanTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How many messages of one shard the broker may hand out unacknowledged: the tighter of the two bounds.</summary>
    public int Prefetch => Math.Max(16, Math.Min(MessagesInFlight, BytesInFlight / TokenShape.MaxMessageBytes));
}

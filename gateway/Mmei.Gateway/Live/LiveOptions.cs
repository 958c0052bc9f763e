using System.ComponentModel.DataAnnotations;

namespace Mmei.Gateway.Live;

/// <summary>Section <c>Gateway:Live</c>: continuous observation over a WebSocket.</summary>
internal sealed class LiveOptions
{
    public const string Section = "Gateway:Live";

    /// <summary>The largest message, in bytes.</summary>
    [Range(1_000, 5 << 20)]
    public int MessageBytes { get; init; } = 512 << 10;

    /// <summary>Messages a second that a stream may send in the long run; twice as many at once after a pause.</summary>
    [Range(1, 1_000)]
    public int MessagesPerSecond { get; init; } = 40;

    /// <summary>How often at most a stream is observed; a client may ask for less.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The sound that is kept for the next observation; older sound gives way.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:30")]
    public TimeSpan Sound { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>A client that sends nothing for so long, or takes nothing for so long, is cut.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest stream: a credential that ended meanwhile ends with it.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(1);
}

using System.Net.WebSockets;

namespace Mmei.Gateway.Live;

/// <summary>Why a stream is ended from here; the codes are told to the client and never change meaning.</summary>
internal sealed class StreamEnd(WebSocketCloseStatus code, string reason) : Exception(reason)
{
    public const WebSocketCloseStatus NotUnderstood = (WebSocketCloseStatus)4000;
    public const WebSocketCloseStatus OutOfOrder = (WebSocketCloseStatus)4001;
    public const WebSocketCloseStatus TooMany = (WebSocketCloseStatus)4002;
    public const WebSocketCloseStatus Silent = (WebSocketCloseStatus)4003;
    public const WebSocketCloseStatus TooLong = (WebSocketCloseStatus)4004;

    /// <summary>What fits into a close frame (RFC 6455, 5.5), less the code.</summary>
    private const int MaxReason = 120;

    public WebSocketCloseStatus Code => code;

    public string Reason => Message.Length <= MaxReason ? Message : Message[..MaxReason];
}

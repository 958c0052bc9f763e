using System.Diagnostics;
using System.Text;
using RabbitMQ.Client;

namespace Mmei.Messaging;

/// <summary>The trace that the bus library writes into what it sends.</summary>
internal static class SenderTrace
{
    /// <summary>The header in which the bus carries the W3C trace parent.</summary>
    private const string Header = "MT-Activity-Id";

    /// <summary>The default where there is none.</summary>
    public static ActivityContext Of(IReadOnlyBasicProperties properties) =>
        properties.Headers?.TryGetValue(Header, out var header) == true
        && header is byte[] value
        && ActivityContext.TryParse(Encoding.ASCII.GetString(value), traceState: null, isRemote: true, out var trace)
            ? trace
            : default;
}

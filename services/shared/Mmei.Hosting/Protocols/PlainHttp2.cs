using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Mmei.Hosting.Protocols;

/// <summary>
/// HTTP/2 without TLS on the port of HTTP/1.1, for clients that know that it is spoken (h2c with prior knowledge): such a connection begins
/// with a preface that no other does (RFC 9113, 3.4). Kestrel would take every connection without TLS for HTTP/1.1.
/// </summary>
internal static class PlainHttp2
{
    // The server's own switch, by which TLS tells it what a connection speaks; it is not public (dotnet/aspnetcore#56984).
    private const string Switch = "Microsoft.AspNetCore.Server.Kestrel.Core.Internal.HttpProtocolsFeature, Microsoft.AspNetCore.Server.Kestrel.Core";

    private static ReadOnlySpan<byte> Preface => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    public static void SpeakPlainHttp2(this KestrelServerOptions kestrel) => kestrel.ConfigureEndpointDefaults(static endpoint =>
        endpoint.Use(static next => async connection =>
        {
            if (connection.Features.Get<ITlsHandshakeFeature>() is null && await BeginsWithPrefaceAsync(connection.Transport.Input))
            {
                var chosen = Choose(HttpProtocols.Http2);
                connection.Features[chosen.GetType()] = chosen;
            }

            await next(connection);
        }));

    /// <summary>Reads as much as tells, and leaves it to be read again.</summary>
    private static async ValueTask<bool> BeginsWithPrefaceAsync(PipeReader input)
    {
        while (true)
        {
            var result = await input.ReadAsync();
            var begin = result.Buffer.Slice(0, Math.Min(result.Buffer.Length, Preface.Length)).ToArray();
            var isPossible = Preface.StartsWith(begin);
            var isDecided = !isPossible || begin.Length == Preface.Length || result.IsCompleted || result.IsCanceled;
            input.AdvanceTo(result.Buffer.Start, isDecided ? result.Buffer.Start : result.Buffer.End);
            if (isDecided)
            {
                return isPossible && begin.Length == Preface.Length;
            }
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType(Switch)]
    private static extern object Choose(HttpProtocols protocols);
}

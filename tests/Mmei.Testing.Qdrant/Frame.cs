using System.Buffers.Binary;
using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Mmei.Testing.Qdrant;

/// <summary>gRPC's length-prefixed messages, from the server's side.</summary>
internal static class Frame
{
    public const string ContentType = "application/grpc";

    public static byte[] Header(uint length)
    {
        var header = new byte[5];
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(1), length);
        return header;
    }

    public static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        var header = new byte[5];
        await request.Body.ReadExactlyAsync(header, request.HttpContext.RequestAborted);
        var message = new byte[BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(1))];
        await request.Body.ReadExactlyAsync(message, request.HttpContext.RequestAborted);
        return message;
    }

    public static async Task WriteAsync(HttpResponse response, byte[] message)
    {
        response.ContentType = ContentType;
        await response.Body.WriteAsync(Header((uint)message.Length));
        await response.Body.WriteAsync(message);
    }

    public static void End(HttpResponse response, StatusCode code, string detail)
    {
        response.AppendTrailer("grpc-status", ((int)code).ToString(CultureInfo.InvariantCulture));
        response.AppendTrailer("grpc-message", Uri.EscapeDataString(detail));
    }
}

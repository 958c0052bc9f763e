using System.Buffers.Binary;
using Grpc.Core;

namespace Qdrant.Client.Transport;

/// <summary>
/// Length-prefixed messages of gRPC over HTTP/2: one byte that says whether the message is compressed, four bytes of big-endian length,
/// the message (gRPC protocol, PROTOCOL-HTTP2.md).
/// </summary>
internal static class GrpcFrame
{
    public const int HeaderLength = 5;

    /// <summary>Reads the one message of a unary answer; null when the stream ends before a first byte.</summary>
    /// <exception cref="RpcException">Compressed, larger than <paramref name="limit"/> bytes, cut, or followed by another message.</exception>
    public static async Task<byte[]?> ReadAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        var header = new byte[HeaderLength];
        var read = await stream.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (read == 0)
        {
            return null;
        }

        if (read < HeaderLength)
        {
            throw Internal("The answer ended within a message header.");
        }

        if (header[0] != 0)
        {
            throw Internal("The answer is compressed, which was not offered.");
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(1));
        if (length > limit)
        {
            throw Failure(StatusCode.ResourceExhausted, $"The answer has {length} bytes; the limit is {limit}.");
        }

        var message = new byte[length];
        read = await stream.ReadAtLeastAsync(message, message.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (read < message.Length)
        {
            throw Internal($"The answer ended after {read} of {length} bytes.");
        }

        // Reading to the end is also what makes the trailers available.
        if (await stream.ReadAsync(header.AsMemory(0, 1), cancellationToken).ConfigureAwait(false) != 0)
        {
            throw Internal("The answer of a unary call holds more than one message.");
        }

        return message;
    }

    private static RpcException Internal(string detail) => Failure(StatusCode.Internal, detail);

    private static RpcException Failure(StatusCode code, string detail) => new(new Status(code, detail));
}

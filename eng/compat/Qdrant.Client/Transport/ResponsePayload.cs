using System.Buffers;
using Grpc.Core;

namespace Qdrant.Client.Transport;

/// <summary>One received message, for the generated parsers.</summary>
internal sealed class ResponsePayload(byte[] bytes) : DeserializationContext
{
    public override int PayloadLength => bytes.Length;

    public override byte[] PayloadAsNewBuffer() => [.. bytes];

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => new(bytes);
}

using System.Buffers;
using System.Buffers.Binary;
using Grpc.Core;

namespace Qdrant.Client.Transport;

/// <summary>Serializes one message straight behind the header of its frame.</summary>
internal sealed class RequestFrame : SerializationContext
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    private RequestFrame() => Write(stackalloc byte[GrpcFrame.HeaderLength]);

    public static ReadOnlyMemory<byte> Of<T>(Marshaller<T> marshaller, T message)
    {
        var frame = new RequestFrame();
        marshaller.ContextualSerializer(message, frame);
        var bytes = frame._buffer.WrittenMemory.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(1), (uint)(bytes.Length - GrpcFrame.HeaderLength));
        return bytes;
    }

    public override void Complete(byte[] payload) => Write(payload);

    public override IBufferWriter<byte> GetBufferWriter() => _buffer;

    public override void SetPayloadLength(int payloadLength)
    {
        // The length is known once everything is written; the buffer grows by itself.
    }

    public override void Complete()
    {
        // Everything is in the buffer already.
    }

    private void Write(ReadOnlySpan<byte> bytes) => _buffer.Write(bytes);
}

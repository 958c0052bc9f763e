using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Mmei.Hosting.Failures;

namespace Mmei.Hosting.Bodies;

/// <summary>A body with a Content-Encoding, unpacked while it is read. The limit of a body's size holds for what comes out of it.</summary>
internal sealed class PackedBody(Stream unpacked, string encoding, IHttpMaxRequestBodySizeFeature limit) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Unpacks gzip and br; the request looks as if it had come unpacked.</summary>
    /// <exception cref="UnsupportedMediaFailure">It is packed in another way.</exception>
    public static void Unpack(HttpRequest request)
    {
        var encoding = request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant();
        Stream? unpacked = encoding switch
        {
            "" or "identity" => null,
            "gzip" => new GZipStream(request.Body, CompressionMode.Decompress),
            "br" => new BrotliStream(request.Body, CompressionMode.Decompress),
            _ => throw new UnsupportedMediaFailure($"The content encoding '{encoding}' is not read here; gzip and br are."),
        };
        if (unpacked is not null)
        {
            var limit = request.HttpContext.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>();
            request.Body = new PackedBody(unpacked, encoding, limit);
            request.Headers.Remove(HeaderNames.ContentEncoding);
            request.Headers.ContentLength = null;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await unpacked.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            throw new InvalidInputFailure("body", $"is not what its Content-Encoding says: {encoding}", exception);
        }

        _read += read;
        return _read <= (limit.MaxRequestBodySize ?? long.MaxValue)
            ? read
            : throw new TooLargeFailure("body", "is larger than this call takes");
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacked.Dispose();
        }

        base.Dispose(disposing);
    }
}

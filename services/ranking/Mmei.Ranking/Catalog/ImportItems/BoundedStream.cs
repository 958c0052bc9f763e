using Mmei.Hosting.Failures;

namespace Mmei.Ranking.Catalog.ImportItems;

/// <summary>A body that fails as soon as it is, or says that it is, longer than a limit.</summary>
internal sealed class BoundedStream : Stream
{
    private readonly Stream _inner;
    private readonly long _limit;
    private long _read;

    /// <exception cref="TooLargeFailure"><paramref name="announced"/> is over the limit.</exception>
    public BoundedStream(Stream inner, long? announced, long limit)
    {
        (_inner, _limit) = (inner, limit);
        Require(announced ?? 0);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    /// <exception cref="TooLargeFailure">The body is over the limit.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await _inner.ReadAsync(buffer, cancellationToken);
        _read += count;
        Require(_read);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A body is read asynchronously.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Require(long bytes)
    {
        if (bytes > _limit)
        {
            throw new TooLargeFailure($"An import has at most {_limit} bytes.");
        }
    }
}

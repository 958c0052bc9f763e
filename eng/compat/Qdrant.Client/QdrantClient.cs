using Grpc.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Qdrant.Client.Grpc;

namespace Qdrant.Client;

/// <summary>
/// A Qdrant server. A call fails with <see cref="RpcException"/>, or with <see cref="QdrantException"/> where the server says it did not
/// act. There is no retry, and no deadline unless <c>grpcTimeout</c> is given. Safe for concurrent use.
/// </summary>
public partial class QdrantClient : IDisposable
{
    private readonly QdrantGrpcClient _grpc;
    private readonly Collections.CollectionsClient _collections;
    private readonly Points.PointsClient _points;
    private readonly bool _owned;
    private readonly TimeSpan _timeout;
    private readonly ILogger _logger;

    public QdrantClient(
        string host, int port = 6334, bool https = false, string? apiKey = null, TimeSpan grpcTimeout = default, ILoggerFactory? loggerFactory = null)
        : this(new UriBuilder(https ? "https" : "http", host, port).Uri, apiKey, grpcTimeout, loggerFactory)
    {
    }

    public QdrantClient(Uri address, string? apiKey = null, TimeSpan grpcTimeout = default, ILoggerFactory? loggerFactory = null)
        : this(new QdrantGrpcClient(address, apiKey), true, grpcTimeout, loggerFactory)
    {
    }

    public QdrantClient(QdrantGrpcClient grpcClient, TimeSpan grpcTimeout = default, ILoggerFactory? loggerFactory = null)
        : this(grpcClient, false, grpcTimeout, loggerFactory)
    {
    }

    private QdrantClient(QdrantGrpcClient grpcClient, bool owned, TimeSpan timeout, ILoggerFactory? loggerFactory)
    {
        (_grpc, _owned, _timeout) = (grpcClient, owned, timeout);
        (_collections, _points) = (grpcClient.Collections, grpcClient.Points);
        _logger = loggerFactory?.CreateLogger("Qdrant.Client") ?? NullLogger.Instance;
    }

    private delegate AsyncUnaryCall<TResponse> Call<TRequest, TResponse>(
        TRequest request, Metadata? headers, DateTime? deadline, CancellationToken cancellationToken);

    /// <summary>The server's name and version.</summary>
    public Task<HealthCheckReply> HealthAsync(CancellationToken cancellationToken = default) =>
        SendAsync(_grpc.Qdrant.HealthCheckAsync, new HealthCheckRequest(), cancellationToken);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _owned)
        {
            _grpc.Dispose();
        }
    }

    private async Task<TResponse> SendAsync<TRequest, TResponse>(
        Call<TRequest, TResponse> call, TRequest request, CancellationToken cancellationToken)
    {
        DateTime? deadline = _timeout == default ? null : TimeProvider.System.GetUtcNow().UtcDateTime.Add(_timeout);
        try
        {
            return await call(request, null, deadline, cancellationToken).ConfigureAwait(false);
        }
        catch (RpcException failure)
        {
            LogFailed(_logger, typeof(TRequest).Name, failure.StatusCode);
            throw;
        }
    }

    private static ulong WholeSeconds(TimeSpan timeout) => timeout.Ticks % TimeSpan.TicksPerSecond == 0
        ? (ulong)timeout.TotalSeconds
        : throw new ArgumentException($"A timeout is in whole seconds, got {timeout}.", nameof(timeout));

    [LoggerMessage(LogLevel.Debug, "{Request} failed: {Status}")]
    private static partial void LogFailed(ILogger logger, string request, StatusCode status);
}

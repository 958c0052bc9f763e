using Grpc.Core;

namespace Qdrant.Client.Transport;

/// <summary>One call, from request to status.</summary>
internal sealed class UnaryCall<TRequest, TResponse> : IDisposable
    where TRequest : class
    where TResponse : class
{
    private readonly HttpMessageInvoker _http;
    private readonly Uri _address;
    private readonly Method<TRequest, TResponse> _method;
    private readonly Metadata _common;
    private readonly CallOptions _options;
    private readonly int _limit;
    private readonly TimeSpan? _timeout;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _stop;
    private readonly TaskCompletionSource<Metadata> _headers = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public UnaryCall(
        HttpMessageInvoker http, Uri address, Method<TRequest, TResponse> method, Metadata common, CallOptions options, int limit, TimeProvider time)
    {
        (_http, _address, _method, _common, _options, _limit) = (http, address, method, common, options, limit);
        _timeout = options.Deadline is { } deadline && deadline != DateTime.MaxValue
            ? deadline.ToUniversalTime() - time.GetUtcNow().UtcDateTime
            : null;
        _deadline = _timeout is { } left && left > TimeSpan.Zero
            ? new CancellationTokenSource(left, time)
            : new CancellationTokenSource();
        _stop = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken, _deadline.Token);
        // A caller who never asks for the headers must not find their failure among unobserved exceptions.
        _ = _headers.Task.ContinueWith(static task => task.Exception, TaskScheduler.Default);
    }

    public Task<Metadata> Headers => _headers.Task;

    public Status Status { get; private set; } = new(StatusCode.Unknown, "The call has not ended.");

    public Metadata Trailers { get; private set; } = [];

    public async Task<TResponse> RunAsync(TRequest request)
    {
        try
        {
            if (_timeout <= TimeSpan.Zero)
            {
                throw new RpcException(PastDeadline());
            }

            var response = await ExchangeAsync(request).ConfigureAwait(false);
            Status = new Status(StatusCode.OK, "");
            return response;
        }
        catch (Exception failure)
        {
            var reported = Reported(failure);
            Status = reported.Status;
            _headers.TrySetException(reported);
            throw ReferenceEquals(reported, failure) ? failure : reported;
        }
        finally
        {
            _stop.Dispose();
            _deadline.Dispose();
        }
    }

    public void Dispose()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call has ended: nothing is left to stop.
        }
    }

    private async Task<TResponse> ExchangeAsync(TRequest request)
    {
        using var message = HttpCallInvoker.NewRequest(_address, _method.FullName, RequestFrame.Of(_method.RequestMarshaller, request));
        message.Headers.TryAddWithoutValidation("te", "trailers");
        message.Headers.TryAddWithoutValidation("grpc-accept-encoding", "identity");
        if (_timeout is { } timeout)
        {
            message.Headers.TryAddWithoutValidation("grpc-timeout", GrpcTimeout.Format(timeout));
        }

        foreach (var entry in _common.Concat(_options.Headers ?? []))
        {
            message.Headers.TryAddWithoutValidation(entry.Key, entry.Value);
        }

        using var response = await _http.SendAsync(message, _stop.Token).ConfigureAwait(false);
        _headers.TrySetResult(GrpcStatus.ToMetadata(response.Headers));

        // A call that fails at once is answered by one block of headers that is also the trailers.
        if (GrpcStatus.Read(response.Headers) is { StatusCode: not StatusCode.OK } early)
        {
            Trailers = GrpcStatus.ToMetadata(response.Headers);
            throw new RpcException(early, Trailers);
        }

        if (!response.IsSuccessStatusCode)
        {
            throw new RpcException(GrpcStatus.FromHttp(response.StatusCode));
        }

        if (response.Content.Headers.ContentType?.MediaType?.StartsWith("application/grpc", StringComparison.Ordinal) != true)
        {
            throw new RpcException(new Status(
                StatusCode.Cancelled, $"The answer is no gRPC: its content type is '{response.Content.Headers.ContentType}'."));
        }

        return await ReadAsync(response).ConfigureAwait(false);
    }

    private async Task<TResponse> ReadAsync(HttpResponseMessage response)
    {
        var stream = await response.Content.ReadAsStreamAsync(_stop.Token).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var bytes = await GrpcFrame.ReadAsync(stream, _limit, _stop.Token).ConfigureAwait(false);
            Trailers = GrpcStatus.ToMetadata(response.TrailingHeaders);
            var status = GrpcStatus.Read(response.TrailingHeaders)
                ?? GrpcStatus.Read(response.Headers)
                ?? new Status(StatusCode.Cancelled, "The answer ended without a status.");
            if (status.StatusCode != StatusCode.OK)
            {
                throw new RpcException(status, Trailers);
            }

            return bytes is null
                ? throw new RpcException(new Status(StatusCode.Internal, "The answer holds no message."), Trailers)
                : Parse(bytes);
        }
    }

    private TResponse Parse(byte[] bytes)
    {
        try
        {
            return _method.ResponseMarshaller.ContextualDeserializer(new ResponsePayload(bytes));
        }
        catch (Google.Protobuf.InvalidProtocolBufferException malformed)
        {
            throw new RpcException(new Status(StatusCode.Internal, "The answer is not the expected message.", malformed));
        }
    }

    private RpcException Reported(Exception failure) => failure switch
    {
        RpcException rpc => rpc,
        _ when _options.CancellationToken.IsCancellationRequested => new RpcException(new Status(StatusCode.Cancelled, "The caller cancelled.", failure)),
        _ when _deadline.IsCancellationRequested => new RpcException(PastDeadline()),
        OperationCanceledException => new RpcException(new Status(StatusCode.Cancelled, "The call was disposed.", failure)),
        HttpRequestException or IOException => new RpcException(GrpcStatus.FromTransport(failure)),
        _ => new RpcException(new Status(StatusCode.Internal, failure.Message, failure)),
    };

    private static Status PastDeadline() => new(StatusCode.DeadlineExceeded, "The deadline has passed.");
}

using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;

namespace Qdrant.Client.Transport;

/// <summary>
/// Unary gRPC calls over an HTTP/2 connection (h2c for http addresses). Every failure is an <see cref="RpcException"/>.
/// </summary>
internal sealed class HttpCallInvoker : CallInvoker, IDisposable
{
    /// <summary>What the official transport accepts by default.</summary>
    private const int LargestAnswer = 4 * 1024 * 1024;

    private static readonly MediaTypeHeaderValue ContentType = new("application/grpc");
    private readonly HttpMessageInvoker _http;
    private readonly Uri _address;
    private readonly Metadata _headers;
    private readonly TimeProvider _time;

    /// <param name="address">Scheme, host and port of the server.</param>
    /// <param name="headers">Metadata of every call.</param>
    /// <param name="time">Measures deadlines.</param>
    public HttpCallInvoker(Uri address, Metadata headers, TimeProvider time)
    {
        (_address, _headers, _time) = (address, headers, time);
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            UseProxy = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
        });
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new UnaryCall<TRequest, TResponse>(_http, _address, method, _headers, options, LargestAnswer, _time);
        return new AsyncUnaryCall<TResponse>(
            call.RunAsync(request), call.Headers, () => call.Status, () => call.Trailers, call.Dispose);
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw Unsupported("A blocking call");

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw Unsupported("Client streaming");

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw Unsupported("Duplex streaming");

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw Unsupported("Server streaming");

    public void Dispose() => _http.Dispose();

    internal static HttpRequestMessage NewRequest(Uri address, string path, ReadOnlyMemory<byte> frame) => new(HttpMethod.Post, new Uri(address, path))
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Content = new ReadOnlyMemoryContent(frame) { Headers = { ContentType = ContentType } },
    };

    private static NotSupportedException Unsupported(string what) => new($"{what} is not part of this client.");
}

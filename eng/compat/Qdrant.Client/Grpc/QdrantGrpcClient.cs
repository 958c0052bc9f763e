using Grpc.Core;
using Qdrant.Client.Transport;

namespace Qdrant.Client.Grpc;

/// <summary>The services of a Qdrant server as they are on the wire.</summary>
public class QdrantGrpcClient : IDisposable
{
    private readonly CallInvoker _invoker;
    private readonly IDisposable? _owned;

    /// <summary>Connects over plain text, on the first call.</summary>
    public QdrantGrpcClient(string host, int port = 6334, string? apiKey = null)
        : this(new UriBuilder("http", host, port).Uri, apiKey)
    {
    }

    /// <summary>Connects on the first call; TLS for https addresses.</summary>
    public QdrantGrpcClient(Uri address, string? apiKey = null)
        : this(address, apiKey, null)
    {
    }

    /// <summary>Connects on the first call and sends <paramref name="headers"/> with every call.</summary>
    public QdrantGrpcClient(Uri address, string? apiKey, IDictionary<string, string>? headers)
    {
        var invoker = new HttpCallInvoker(address, Metadata(apiKey, headers), TimeProvider.System);
        (_invoker, _owned) = (invoker, invoker);
    }

    /// <summary>Calls through an invoker that the caller owns.</summary>
    public QdrantGrpcClient(CallInvoker callInvoker) => _invoker = callInvoker;

    public virtual Qdrant.QdrantClient Qdrant => new(_invoker);

    public virtual Points.PointsClient Points => new(_invoker);

    public virtual Collections.CollectionsClient Collections => new(_invoker);

    public void Dispose()
    {
        _owned?.Dispose();
        GC.SuppressFinalize(this);
    }

    private static Metadata Metadata(string? apiKey, IDictionary<string, string>? headers)
    {
        var metadata = new Metadata();
        if (apiKey is not null)
        {
            metadata.Add("api-key", apiKey);
        }

        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
        {
            metadata.Add(name, value);
        }

        return metadata;
    }
}

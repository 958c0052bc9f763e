using Microsoft.Extensions.Options;
using Mmei.Gateway.Access;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace Mmei.Gateway.Proxy;

/// <summary>What is passed on to which service.</summary>
internal sealed class GatewayRoutes(IOptions<ProxyOptions> proxy, IOptions<GatewayLimits> limits)
{
    private const string Ranking = "ranking";
    private const string RankingImport = "ranking-import";
    private const string Feedback = "feedback";

    public IReadOnlyList<RouteConfig> Routes =>
    [
        Route("items", "/v1/items", Ranking, limits.Value.RequestBytes),
        Route("item", "/v1/items/{id}", Ranking, limits.Value.RequestBytes),
        Route("item-lists", "/v1/items/{id}/{list}", Ranking, limits.Value.RequestBytes),
        Route("items-latest", "/v1/items:latest", Ranking, limits.Value.RequestBytes),
        Route("items-popular", "/v1/items:popular", Ranking, limits.Value.RequestBytes),
        Route("items-operations", "/v1/items:{operation}", Ranking, limits.Value.RequestBytes),
        Route("items-import", "/v1/items:import", RankingImport, limits.Value.ImportBytes),
        Route("decision", "/v1/decisions/{id}", Ranking, limits.Value.RequestBytes),
        Route("feedback", "/v1/feedback", Feedback, limits.Value.RequestBytes),
        Route("policy", "/v1/policy", Feedback, limits.Value.RequestBytes),
        Route("policy-parts", "/v1/policy/{part}", Feedback, limits.Value.RequestBytes),
        Route("policy-evaluation", "/v1/policy:evaluate", Ranking, limits.Value.RequestBytes),
        Route("policy-promotion", "/v1/policy:promote", Ranking, limits.Value.RequestBytes),
        Route("policy-operations", "/v1/policy:{operation}", Feedback, limits.Value.RequestBytes),
        Route("experiments", "/v1/experiments", Feedback, limits.Value.RequestBytes),
        Route("experiment", "/v1/experiments/{name}", Feedback, limits.Value.RequestBytes),
        Route("user", "/v1/users/{id}", Ranking, limits.Value.RequestBytes, HttpMethods.Get),
        Route("user-consent", "/v1/users/{id}/consent", Feedback, limits.Value.RequestBytes),
        Route("user-erasure", "/v1/users/{id}", Feedback, limits.Value.RequestBytes, HttpMethods.Delete),
    ];

    public IReadOnlyList<ClusterConfig> Clusters =>
    [
        Cluster(Ranking, proxy.Value.RankingUrl!, proxy.Value.TimeoutSeconds),
        Cluster(RankingImport, proxy.Value.RankingUrl!, proxy.Value.ImportTimeoutSeconds),
        Cluster(Feedback, proxy.Value.FeedbackUrl!, proxy.Value.TimeoutSeconds),
    ];

    // Without methods a route takes all of them.
    private static RouteConfig Route(string id, string path, string cluster, long bodyBytes, params string[] methods) => new()
    {
        RouteId = id,
        ClusterId = cluster,
        Match = new RouteMatch { Path = path, Methods = methods.Length > 0 ? methods : null },
        MaxRequestBodySize = bodyBytes,
    };

    private static ClusterConfig Cluster(string id, Uri address, int timeoutSeconds) => new()
    {
        ClusterId = id,
        Destinations = new Dictionary<string, DestinationConfig> { [id] = new() { Address = address.AbsoluteUri } },
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = TimeSpan.FromSeconds(timeoutSeconds) },
    };
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Prometheus;

public static class MetricServerMiddlewareExtensions
{
    public static IEndpointConventionBuilder MapMetrics(this IEndpointRouteBuilder endpoints, string pattern = "/metrics") =>
        endpoints.Map(pattern, static context =>
        {
            context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
            return Task.CompletedTask;
        }).WithDisplayName("Prometheus metrics");
}

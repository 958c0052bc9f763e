using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Mmei.Hosting.Management;

namespace Mmei.Hosting.Health;

/// <summary>
/// <c>/health/live</c> asks the process alone, so a broken dependency never restarts it; <c>/health/ready</c> asks the checks tagged
/// <see cref="ReadyTag"/>. Both are answered on every port: kubelets ask the management port, load balancers and the gateway that of the
/// service.
/// </summary>
public static class HealthEndpoints
{
    /// <summary>The tag of a health check that decides readiness.</summary>
    public const string ReadyTag = "ready";

    internal static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealth("/health/live", static _ => false);
        endpoints.MapHealth("/health/ready", static check => check.Tags.Contains(ReadyTag));
    }

    private static void MapHealth(this IEndpointRouteBuilder endpoints, string pattern, Func<HealthCheckRegistration, bool> asks) =>
        endpoints.MapHealthChecks(pattern, new HealthCheckOptions { Predicate = asks, ResponseWriter = WriteAsync })
            .AllowAnonymous().WithMetadata(ServedTo.Everybody);

    /// <summary>
    /// Statuses only: descriptions and exceptions of checks can carry addresses and belong in the log. What a service depends on is told to
    /// operators alone.
    /// </summary>
    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.RequestServices.GetRequiredService<HealthLog>().Observe(report);
        var isTold = report.Entries.Count > 0 && context.RequestServices.GetRequiredService<ManagementPort>().Serves(context);
        return context.Response.WriteAsJsonAsync(
            new
            {
                status = Name(report.Status),
                checks = !isTold
                    ? null
                    : report.Entries.ToDictionary(entry => entry.Key, entry => Name(entry.Value.Status)),
            },
            context.RequestAborted);
    }

    private static string Name(HealthStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}

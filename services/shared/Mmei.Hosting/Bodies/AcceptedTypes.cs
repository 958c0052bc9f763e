using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace Mmei.Hosting.Bodies;

/// <summary>The content types that a call reads.</summary>
internal static class AcceptedTypes
{
    /// <summary>
    /// What to tell a client that sent another. Routing has put an endpoint of its own in the call's place, so it is looked up.
    /// </summary>
    public static string Explain(HttpContext context)
    {
        var sent = context.Request.ContentType is { Length: > 0 } type ? $"'{type}'" : "a body without a Content-Type";
        var read = context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>()
            .Where(endpoint => IsFor(endpoint, context.Request))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes ?? [])
            .ToArray();
        return read.Length == 0 ? $"This call does not read {sent}." : $"This call reads {string.Join(" or ", read)}, not {sent}.";
    }

    private static bool IsFor(RouteEndpoint endpoint, HttpRequest request) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(request.Method) is true
        && new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(request.Path, []);
}

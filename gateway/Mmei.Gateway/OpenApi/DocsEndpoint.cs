using Scalar.AspNetCore;

namespace Mmei.Gateway.OpenApi;

/// <summary>
/// The API's description as a page to read and to try calls on: <c>/docs</c>. All of it is served from here. What its library would ask of
/// its makers (fonts, telemetry, an assistant, a proxy) is off, and the policy lets none of it out.
/// </summary>
internal static class DocsEndpoint
{
    public static void MapDocs(this IEndpointRouteBuilder routes) =>
        routes.MapScalarApiReference("/docs", static options => options
                .WithTitle("Mmei.Platform: its API")
                .WithOpenApiRoutePattern("/openapi/v1.json")
                .DisableDefaultFonts()
                .DisableTelemetry()
                .DisableAgent()
                .DisableMcp()
                .HideDeveloperTools()
                .HideClientButton()
                .WithNonce())
            .AddEndpointFilter(static (context, next) =>
            {
                context.HttpContext.Response.OnStarting(AllowAsync, context.HttpContext);
                return next(context);
            })
            .AllowAnonymous()
            .ExcludeFromDescription();

    /// <summary>
    /// The scripts of this answer and no others; styles as the library makes them, in place. Pictures and fonts may be part of the page.
    /// </summary>
    private static Task AllowAsync(object state)
    {
        var context = (HttpContext)state;
        var nonce = context.Items[ScalarOptions.NonceHttpContextItemKey];
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; connect-src 'self'; " +
            "img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        return Task.CompletedTask;
    }
}

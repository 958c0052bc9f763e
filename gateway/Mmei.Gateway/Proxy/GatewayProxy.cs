using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Mmei.Gateway.Access;
using Mmei.Hosting.Consents;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Health;
using Mmei.Hosting.Options;
using Mmei.Hosting.Tenancy;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Mmei.Gateway.Proxy;

/// <summary>Passes calls on to the services behind the gateway. A host that runs them itself maps their endpoints instead.</summary>
public static class GatewayProxy
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Shorter than those who ask for the gateway's own readiness wait.</summary>
    private static readonly TimeSpan HealthPatience = TimeSpan.FromSeconds(1);

    public static IHostApplicationBuilder AddGatewayProxy(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddValidatedOptions<ProxyOptions>(ProxyOptions.Section);
        builder.Services.AddSingleton<GatewayRoutes>();
        builder.Services.AddSingleton<IProxyConfigProvider>(services =>
        {
            var routes = services.GetRequiredService<GatewayRoutes>();
            return new InMemoryConfigProvider(routes.Routes, routes.Clusters);
        });

        builder.Services.AddHttpClient(ConsentsBehind.Name, static http => http.Timeout = ConsentsBehind.Patience);
        builder.Services.AddSingleton<IStoredConsents, ConsentsBehind>();
        builder.AddServiceHealth("ranking", static proxy => proxy.RankingUrl!);
        builder.AddServiceHealth("feedback", static proxy => proxy.FeedbackUrl!);

        // Its notes on each call tell nothing that metrics and traces do not, and hold the ids of items.
        builder.Logging.AddFilter("Yarp.ReverseProxy", LogLevel.Warning);
        builder.Services.AddReverseProxy().AddTransforms(NameTheTenant);
        return builder;
    }

    /// <summary>Call it after <c>MapGateway</c>, which decides the tenant.</summary>
    public static WebApplication MapGatewayProxy(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapReverseProxy(static proxy => proxy.Use(ForwardAsync));
        return app;
    }

    private static void AddServiceHealth(this IHostApplicationBuilder builder, string name, Func<ProxyOptions, Uri> address)
    {
        builder.Services.AddHttpClient(name, static http => http.Timeout = HealthPatience);
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            name,
            services => new ServiceHealthCheck(
                services.GetRequiredService<IHttpClientFactory>().CreateClient(name),
                address(services.GetRequiredService<IOptions<ProxyOptions>>().Value)),
            HealthStatus.Degraded,
            [HealthEndpoints.ReadyTag]));
    }

    // The credential ends here; the services trust the gateway's word for whom it stands.
    private static void NameTheTenant(TransformBuilderContext transforms) => transforms.AddRequestTransform(static context =>
    {
        context.ProxyRequest.Headers.Remove(ApiKeyHandler.HeaderName);
        context.ProxyRequest.Headers.Authorization = null;
        context.ProxyRequest.Headers.Remove(TenantContext.HeaderName);
        context.ProxyRequest.Headers.Add(TenantContext.HeaderName, context.HttpContext.GetTenant());
        return ValueTask.CompletedTask;
    });

    private static async Task ForwardAsync(HttpContext context, RequestDelegate next)
    {
        RefuseTooLarge(context);
        await next(context);
        if (!context.Response.HasStarted && FailureOf(context.Features.Get<IForwarderErrorFeature>()) is { } failure)
        {
            await context.WriteFailureAsync(failure);
        }
    }

    private static void RefuseTooLarge(HttpContext context)
    {
        if (context.Request.ContentLength > context.GetReverseProxyFeature().Route.Config.MaxRequestBodySize)
        {
            throw TooLarge();
        }
    }

    // A call that stood still keeps its 504, and nobody reads the answer to a client that has gone.
    private static Failure? FailureOf(IForwarderErrorFeature? error) => error switch
    {
        null or { Error: ForwarderError.RequestTimedOut or ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled } => null,
        _ when Refusal(error.Exception) is { } refusal => refusal,
        _ => new UnavailableFailure("The service behind this call cannot be reached.", RetryAfter, error.Exception),
    };

    // What is wrong with the body comes wrapped in what that did to the call to the service.
    private static Failure? Refusal(Exception? exception) => exception switch
    {
        null => null,
        Failure refusal => refusal,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => TooLarge(),
        AggregateException several => several.InnerExceptions.Select(Refusal).FirstOrDefault(refusal => refusal is not null),
        _ => Refusal(exception.InnerException),
    };

    private static TooLargeFailure TooLarge() => new("body", "is larger than this call takes");
}

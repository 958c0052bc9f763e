using MassTransit;
using Mmei.Gateway.Access;
using Mmei.Gateway.Batch;
using Mmei.Gateway.Follow;
using Mmei.Gateway.Idempotency;
using Mmei.Gateway.Keep;
using Mmei.Gateway.Live;
using Mmei.Gateway.Observe;
using Mmei.Gateway.OpenApi;
using Mmei.Gateway.Page;
using Mmei.Gateway.WarmUp;
using Mmei.Hosting.Options;
using Mmei.Messaging;

namespace Mmei.Gateway;

/// <summary>The edge of the platform, for its own process or for a host of the whole platform.</summary>
public static class GatewayServiceExtensions
{
    public static IHostApplicationBuilder AddGateway(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddValidatedOptions<GatewayLimits>(GatewayLimits.Section);
        builder.AddValidatedOptions<LearningLimits>(LearningLimits.Section);
        builder.AddValidatedOptions<ObserveOptions>(ObserveOptions.Section);
        builder.AddAccess();
        builder.AddBrowserAccess();
        builder.AddRateLimits();
        builder.Services.AddOpenApiGenerator();
        builder.Services.AddSingleton<ObservationReader>();
        builder.Services.AddSingleton<MultipartObservationReader>();
        builder.Services.AddSingleton<ObservationValidator>();
        builder.Services.AddSingleton<ModalityScreen>();
        builder.Services.AddSingleton<Agreements>();
        builder.Services.AddSingleton<RequestMapper>();
        builder.Services.AddSingleton<ObservationDispatcher>();
        builder.Services.AddSingleton<EncoderAdmission>();
        builder.Services.AddSingleton<PendingObservations>();
        builder.Services.AddSingleton<ObservationInstruments>();
        builder.Services.AddSingleton<ObservationService>();
        builder.AddKeep();
        builder.AddFollow();
        builder.AddIdempotency();
        builder.AddBatch();
        builder.AddLive();
        builder.AddWarmUp();
        return builder;
    }

    /// <summary>Registers the consumers of answers, on an endpoint of this instance alone.</summary>
    public static void AddGatewayConsumers(this IBusRegistrationConfigurator bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        bus.AddDeadLetterWatch();
        bus.AddConsumer<RecommendationReadyConsumer>().ExcludeFromConfigureEndpoints();
        bus.AddConsumer<ObservationFailedConsumer>().ExcludeFromConfigureEndpoints();
        bus.AddConsumer<ObservationPerceivedConsumer>().ExcludeFromConfigureEndpoints();
        bus.AddInstanceEndpoint(ObservationDispatcher.ReplyEndpoint, static (endpoint, context) =>
        {
            endpoint.ConfigureConsumer<RecommendationReadyConsumer>(context);
            endpoint.ConfigureConsumer<ObservationFailedConsumer>(context);
            endpoint.ConfigureConsumer<ObservationPerceivedConsumer>(context);
        });
    }

    /// <summary>Call it after <c>MapDefaultEndpoints</c> and before the endpoints that need a credential.</summary>
    public static WebApplication MapGateway(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseSecurityHeaders();
        app.UseInternalHeaderStripping();
        app.UseBrowserAccess();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.MapLimits();
        app.MapOpenApiDocument();
        app.MapDocs();
        app.UseErasureOfKept();
        app.UseLive();
        app.UseIdempotency();
        app.MapObserve();
        app.MapFollow();
        app.MapBatch();
        app.MapLive();
        app.MapPage();
        return app;
    }
}

using MassTransit;
using Microsoft.Extensions.Options;
using Mmei.Fusion.Fuse;
using Mmei.Fusion.Join;
using Mmei.Fusion.JoinObservation;
using Mmei.Hosting;
using Mmei.Inference;
using Mmei.Inference.Onnx;
using Mmei.Messaging;

namespace Mmei.Fusion;

public static class FusionExtensions
{
    public static IHostApplicationBuilder AddFusion(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddOnnxModel(ModelRole.Fusion);
        builder.AddValidatedOptions<FusionOptions>(FusionOptions.Section);
        builder.Services.AddSingleton<FusionInstruments>();
        builder.Services.AddSingleton<JoinTable>();
        builder.Services.AddSingleton<BatchFuser>();
        builder.Services.AddSingleton(services => new ModalityFuser(services.GetRequiredKeyedService<IModel>(ModelRole.Fusion)));
        builder.Services.AddHostedService<FusionWorker>();
        return builder;
    }

    public static void AddFusionConsumers(this IBusRegistrationConfigurator bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        bus.AddConsumer<OpenObservationConsumer>().ExcludeFromConfigureEndpoints();
        bus.AddConsumer<ModalityEncodedConsumer>().ExcludeFromConfigureEndpoints();
        bus.AddConsumer<ModalityRejectedConsumer>().ExcludeFromConfigureEndpoints();
        bus.AddShardEndpoints((endpoint, context) =>
        {
            // A part is held unacknowledged until its observation is published, so a shard runs as many consumers as it holds parts.
            var partsInFlight = context.GetRequiredService<IOptions<FusionOptions>>().Value.PartsInFlight;
            endpoint.PrefetchCount = partsInFlight;
            endpoint.ConcurrentMessageLimit = partsInFlight;
            endpoint.ConfigureConsumer<OpenObservationConsumer>(context);
            endpoint.ConfigureConsumer<ModalityEncodedConsumer>(context);
            endpoint.ConfigureConsumer<ModalityRejectedConsumer>(context);
        });
    }
}

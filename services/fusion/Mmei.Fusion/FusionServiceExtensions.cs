using MassTransit;
using Microsoft.Extensions.Options;
using Mmei.Fusion.Fuse;
using Mmei.Fusion.Join;
using Mmei.Fusion.Publish;
using Mmei.Fusion.Sessions;
using Mmei.Fusion.Shards;
using Mmei.Hosting.Options;
using Mmei.Inference;
using Mmei.Inference.Manifest;
using Mmei.Inference.Onnx;

namespace Mmei.Fusion;

public static class FusionServiceExtensions
{
    public static IHostApplicationBuilder AddFusion(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddOnnxModel(ModelRole.Fusion);
        builder.AddValidatedOptions<JoinOptions>(JoinOptions.Section);
        builder.AddValidatedOptions<SessionMemoryOptions>(SessionMemoryOptions.Section);
        builder.AddValidatedOptions<FuseOptions>(FuseOptions.Section);
        builder.Services.AddSingleton<FusionInstruments>();
        builder.Services.AddSingleton<ShardJoins>();
        builder.Services.AddSingleton<SessionMemories>();
        builder.Services.AddSingleton(services => new FusionModel(services.GetRequiredKeyedService<IModel>(ModelRole.Fusion)));
        builder.Services.AddSingleton<ObservationFuser>();
        builder.Services.AddSingleton<OutcomePublisher>();
        builder.Services.AddHostedService<FusionWorker>();
        return builder;
    }

    public static void AddFusionConsumers(this IBusRegistrationConfigurator bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        bus.AddShardHandler<ShardJoins>(services => services.GetRequiredService<IOptions<JoinOptions>>().Value.Prefetch);
    }
}

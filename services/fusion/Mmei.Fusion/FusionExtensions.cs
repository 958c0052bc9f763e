using MassTransit;
using Microsoft.Extensions.Options;
using Mmei.Fusion.Fuse;
using Mmei.Fusion.Join;
using Mmei.Fusion.Sessions;
using Mmei.Hosting.Options;
using Mmei.Inference;
using Mmei.Inference.Manifest;
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
        builder.AddValidatedOptions<MemoryOptions>(MemoryOptions.Section);
        builder.AddValidatedOptions<TrajectoryOptions>(TrajectoryOptions.Section);
        builder.Services.AddSingleton<FusionInstruments>();
        builder.Services.AddSingleton<SessionMemories>();
        builder.Services.AddSingleton<ShardJoins>();
        builder.Services.AddSingleton<BatchFuser>();
        builder.Services.AddSingleton<SessionFuser>();
        builder.Services.AddSingleton(services => new ModalityFuser(services.GetRequiredKeyedService<IModel>(ModelRole.Fusion)));
        builder.Services.AddHostedService<FusionWorker>();
        return builder;
    }

    public static void AddFusionConsumers(this IBusRegistrationConfigurator bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        bus.AddShardHandler<ShardJoins>(services => services.GetRequiredService<IOptions<FusionOptions>>().Value.Prefetch);
    }
}

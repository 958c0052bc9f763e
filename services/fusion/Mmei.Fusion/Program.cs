using Mmei.Fusion;
using Mmei.Hosting;
using Mmei.Messaging;

return await ServiceHost.RunAsync(args, builder =>
{
    builder.AddFusion();
    builder.AddMessaging(bus => bus.AddFusionConsumers());
});

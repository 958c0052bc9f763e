using Mmei.Encoders.Vision;
using Mmei.Hosting;
using Mmei.Messaging;

return await ServiceHost.RunAsync(args, builder =>
{
    builder.AddVisionEncoder();
    builder.AddMessaging(bus => bus.AddVisionConsumers());
});

using Mmei.Encoders.Text;
using Mmei.Hosting;
using Mmei.Messaging;

return await ServiceHost.RunAsync(args, builder =>
{
    builder.AddTextEncoder();
    builder.AddMessaging(bus => bus.AddTextConsumers());
});

using Mmei.Encoders.Audio;
using Mmei.Hosting;
using Mmei.Messaging;

return await ServiceHost.RunAsync(args, builder =>
{
    builder.AddAudioEncoder();
    builder.AddMessaging(bus => bus.AddAudioConsumers());
});

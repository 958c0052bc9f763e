using Mmei.Encoders.Audio;
using Mmei.Hosting;
using Mmei.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddAudioEncoder();
builder.AddMessaging(bus => bus.AddAudioConsumers());
var app = builder.Build();
app.MapDefaultEndpoints();
await app.RunAsync();

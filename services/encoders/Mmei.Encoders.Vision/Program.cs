using Mmei.Encoders.Vision;
using Mmei.Hosting;
using Mmei.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddVisionEncoder();
builder.AddMessaging(bus => bus.AddVisionConsumers());
var app = builder.Build();
app.MapDefaultEndpoints();
await app.RunAsync();

using Mmei.Fusion;
using Mmei.Hosting;
using Mmei.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddFusion();
builder.AddMessaging(bus => bus.AddFusionConsumers());
var app = builder.Build();
app.MapDefaultEndpoints();
await app.RunAsync();

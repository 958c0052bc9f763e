using Mmei.Encoders.Text;
using Mmei.Hosting;
using Mmei.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddTextEncoder();
builder.AddMessaging(bus => bus.AddTextConsumers());
var app = builder.Build();
app.MapDefaultEndpoints();
await app.RunAsync();

using Mmei.Gateway;
using Mmei.Gateway.Proxy;
using Mmei.Hosting;
using Mmei.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddGateway();
builder.AddGatewayProxy();
builder.AddMessaging(bus => bus.AddGatewayConsumers());
var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGateway();
app.MapGatewayProxy();
await app.RunAsync();

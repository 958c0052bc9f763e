using Mmei.Hosting;
using Mmei.Hosting.Tenancy;
using Mmei.Messaging;
using Mmei.Ranking;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddRanking();
builder.AddMessaging(bus => bus.AddRankingConsumers());

var app = builder.Build();
app.MapDefaultEndpoints();
app.UseForwardedTenant();
app.MapCatalog();
await app.RunAsync();

using Mmei.Feedback;
using Mmei.Hosting;
using Mmei.Hosting.Tenancy;
using Mmei.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddFeedback();
builder.AddMessaging(bus => bus.AddFeedbackConsumers());

var app = builder.Build();
app.MapDefaultEndpoints();
app.UseForwardedTenant();
app.MapFeedback();
await app.RunAsync();
